#!/usr/bin/env node
// The rules between the folders of src that the linter cannot express (it checks import cycles and process.env). Type-only
// imports count. Exit code 1 with one line per violation.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From top to bottom: a folder imports only from the lines below its own. Folders of one line do not import each other. */
export const layers = [
  ['cli.ts'],
  ['commands'],
  ['api'],
  ['telemetry'],
  ['load', 'transform', 'relational', 'kibana', 'embedded'],
  ['analytics', 'search', 'documents'],
  ['questions'],
  ['editions'],
  ['sources'],
  ['hydration', 'csv'],
  ['elasticsearch', 'files'],
  ['http'],
  ['config'],
  ['model'],
];

/** What src may import from outside src; never scripts, tests or benchmarks. */
const outside = ['dashboards/generate/', 'docs/openapi-examples.json', 'embedded/', 'sample/'];

/** Packages that one folder of src alone may import. */
const owners = [
  { packages: /^(koa|koa-.*|@koa\/.*)$/, folder: 'api' },
  { packages: /^csv-parser$/, folder: 'csv' },
  { packages: /^stream-json$/, folder: 'sources' },
];

/** Names that say nothing about what a folder holds. */
const vague = ['common', 'helpers', 'managers', 'services', 'shared', 'utils'];

/**
 * Returns one line for each violation in `<root>/src`.
 * @param {string} root
 * @returns {string[]}
 */
export function findViolations(root) {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => posix.join('src', ...file.split(sep)))
    .sort();
  return [
    ...checkNames(files),
    ...files.flatMap((file) =>
      importsOf(readFileSync(join(root, file), 'utf8')).flatMap((target) =>
        target.startsWith('.')
          ? checkFile(file, posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts'))
          : checkPackage(file, target),
      ),
    ),
  ];
}

/**
 * Returns the targets of all imports and exports, also of types and dynamic ones; the formatter keeps them in single quotes.
 * @param {string} source
 */
export function importsOf(source) {
  return [...source.matchAll(/\b(?:from|import)\b\s*\(?\s*'([^']+)'/g)].map(([, target]) => String(target));
}

/** @param {readonly string[]} files */
function checkNames(files) {
  const all = new Set(files.map((file) => posix.dirname(file)));
  const top = new Set(files.map(folderOf));
  return [
    ...[...all]
      .filter((folder) => folder.split('/').some((name) => vague.includes(name)))
      .map((folder) => `${folder}: name the folder after what it holds, not ${vague.join(', ')}.`),
    ...[...top]
      .filter((folder) => layerOf(folder) === -1)
      .map(
        (folder) => `src/${folder} is in no layer: add it to the layers in scripts/check-architecture.mjs.`,
      ),
  ];
}

/**
 * @param {string} file
 * @param {string} target
 */
function checkFile(file, target) {
  if (!target.startsWith('src/')) {
    if (outside.some((path) => target.startsWith(path))) return [];
    return [`${file} imports ${target}: outside src only ${outside.join(', ')} may be imported.`];
  }
  const [from, to] = [folderOf(file), folderOf(target)];
  if (from === to || layerOf(from) === -1 || layerOf(to) > layerOf(from)) return [];
  const place = layerOf(from) === layerOf(to) ? 'beside' : 'above';
  return [
    `${file} imports ${target}: ${to} is ${place} ${from}. Move what both need to a layer below, or pass it as a parameter.`,
  ];
}

/**
 * @param {string} file
 * @param {string} name
 */
function checkPackage(file, name) {
  return owners
    .filter(({ packages, folder }) => packages.test(name) && folderOf(file) !== folder)
    .map(({ folder }) => `${file} imports ${name}: only src/${folder} may.`);
}

/**
 * The first name below src: a folder, or a file that is in none.
 * @param {string} file
 */
const folderOf = (file) => file.split('/')[1] ?? '';

/** @param {string} folder */
const layerOf = (folder) => layers.findIndex((layer) => layer.includes(folder));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = findViolations(join(dirname(fileURLToPath(import.meta.url)), '..'));
  for (const violation of violations) console.error(violation);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
