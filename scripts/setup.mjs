// Set-up: what `npm start` and `npm test` need before any TypeScript can run.
// Plain JavaScript on Node's built-ins alone, because it runs before anything is installed.
// A step is skipped while the digest of its inputs equals that of its last success.
// The embedded node is built unless ELASTICSEARCH_URL is set; --embedded and --no-embedded decide otherwise.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEmbedded } from '../embedded/build.mjs';
import { findNpm, requireNode } from './prerequisites.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const stampFile = join(root, '.marquee', 'setup.json');
const wantsEmbedded =
  process.argv.includes('--embedded') ||
  (!process.argv.includes('--no-embedded') && !process.env.ELASTICSEARCH_URL);

/** @type {{ name: string, inputs: string[], output: string, run: () => void | Promise<void> }[]} */
const steps = [
  {
    name: 'install packages',
    inputs: ['package-lock.json'],
    output: 'node_modules/.package-lock.json',
    run: () => execute(findNpm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  },
  {
    name: 'compile TypeScript',
    inputs: [
      'package-lock.json',
      'tsconfig.json',
      'embedded/build.mjs',
      'embedded/java.mjs',
      'embedded/launcher.mjs',
      'embedded/maven.mjs',
      'scripts',
      'src',
      'sample',
      'dashboards/generate',
      'docs/openapi-examples.json',
      'web',
      'test',
      'bench',
    ],
    output: 'dist/src/cli.js',
    run() {
      // The output of a deleted file would still run, above all that of a test. The page and its types are built by a step of their own.
      const dist = join(root, 'dist');
      for (const name of existsSync(dist) ? readdirSync(dist) : []) {
        if (!name.startsWith('page')) rmSync(join(dist, name), { recursive: true, force: true });
      }
      execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']);
    },
  },
  {
    name: 'build the page',
    // Its types are those of the API's answers.
    inputs: ['package-lock.json', 'tsconfig.json', 'web', 'src'],
    output: 'dist/page/index.html',
    run() {
      execute(process.execPath, ['web/generate-types.mjs']);
      execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'web']);
      execute(process.execPath, ['web/build.mjs']);
    },
  },
  {
    name: 'build the embedded Elasticsearch',
    inputs: wantsEmbedded
      ? ['embedded/pom.xml', 'embedded/src', 'embedded/launcher.mjs', 'embedded/java.mjs']
      : [],
    output: 'embedded/target/home/modules/marquee/marquee-plugin.jar',
    run: () => buildEmbedded(root),
  },
];

try {
  requireNode(root);
  for (const step of steps) if (step.inputs.length > 0) await runUnlessDone(step);
} catch (error) {
  process.stderr.write(`setup: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** @param {(typeof steps)[number]} step */
async function runUnlessDone(step) {
  const stamps = readStamps();
  const digest = digestOf(step.inputs);
  if (stamps[step.name] === digest && existsSync(join(root, step.output))) return;
  const started = Date.now();
  process.stderr.write(`setup: ${step.name} …\n`);
  await step.run();
  stamps[step.name] = digest;
  mkdirSync(join(root, '.marquee'), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
  process.stderr.write(`setup: ${step.name}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** @returns {Record<string, string>} */
function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Returns one digest of the names and contents of files and folders (a missing one counts as empty).
 * @param {string[]} inputs
 */
function digestOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of filesBelow(join(root, input))) hash.update(nameOf(file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Returns a path that is the same on every machine, so that a moved or copied checkout counts as unchanged.
 * @param {string} file
 */
function nameOf(file) {
  return relative(root, file).split(sep).join('/');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

/**
 * Runs a program with its output on standard error; throws when it fails.
 * @param {string} program
 * @param {string[]} args
 */
function execute(program, args) {
  const shell = program.endsWith('.cmd'); // npm on Windows
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  throw new Error(
    `${program} ${args.join(' ')} failed${error ? `: ${error.message}` : '; its output is above'}`,
  );
}
