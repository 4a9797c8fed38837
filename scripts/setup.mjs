// Set-up: what `npm start` and `npm test` need before any TypeScript can run.
// Plain JavaScript on Node's built-ins alone, because it runs before anything is installed.
// A step is skipped while the digest of its inputs equals the one noted at its last success.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const stampFile = join(root, '.marquee', 'setup.json');

/** @type {{ name: string, inputs: string[], output: string, run: () => void }[]} */
const steps = [
  {
    name: 'install packages',
    inputs: ['package.json', 'package-lock.json'],
    output: 'node_modules/.package-lock.json',
    run: () => execute('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  },
  {
    name: 'compile TypeScript',
    inputs: ['package-lock.json', 'tsconfig.json', 'scripts', 'src', 'test', 'bench'],
    output: 'dist/src/cli.js',
    run: () => execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']),
  },
];

main();

function main() {
  const stamps = readStamps();
  for (const step of steps) {
    const digest = digestOf(step.inputs);
    if (stamps[step.name] === digest && existsSync(join(root, step.output))) continue;
    const started = Date.now();
    process.stderr.write(`setup: ${step.name} …\n`);
    step.run();
    stamps[step.name] = digest;
    mkdirSync(join(root, '.marquee'), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
    process.stderr.write(`setup: ${step.name}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
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
 * One digest over the contents of files and folders (a missing one counts as empty).
 * @param {string[]} inputs
 */
function digestOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of filesBelow(join(root, input))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
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
 * Runs a program with its output on standard error; ends the set-up with its exit code when it fails.
 * @param {string} program
 * @param {string[]} args
 */
function execute(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(`setup: ${program} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}\n`);
  process.exit(1);
}
