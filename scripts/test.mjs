// The test runner: `node scripts/test.mjs lint unit integration` runs parts, `… integration/load` one folder below test/.
// Mocha workers share the files; each worker starts one Elasticsearch for the integration tests that it runs. Lint runs beside them.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** For nodes that live for minutes: optimizing their code would cost more than it gains. */
const forShortLives = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

/** Tests of the browser alone are run at every size of the window, by mouse and by keyboard. */
const everySize = { MARQUEE_TEST_SIZES: 'all' };

/** The files that take longest, which begin first so that no worker is left with one at the end. */
const longest = [
  'faults/killed-loader',
  'faults/cluster',
  'faults/life',
  'faults/outage',
  'faults/killed-transform',
  'faults/killed-node',
  'faults/traces',
  'faults/lock',
  'integration/load/load',
  'faults/rejected-editions',
  'browser/keyboard',
  'integration/caching',
  'integration/shared-sources',
  'integration/shared-answers',
  'integration/aggregate',
  'integration/readme',
  'unit/files/open/damaged-zip',
  'unit/api/auth/unreliable-keys',
].map((name) => `${name}.test.js`);

const parts = process.argv.slice(2);
if (parts.length === 0)
  fail('Name the parts to run: lint, or folders below test/, such as unit or integration/load.');
const folders = parts.filter((part) => part !== 'lint');
const sizes = folders.every((folder) => folder.startsWith('browser')) ? everySize : {};
/** Unit tests without a node wait, for time limits and other processes, about as long as they compute. */
const workers = folders.every((folder) => folder.startsWith('unit')) ? 3 : 2;
const files = folders.flatMap(filesIn).sort((a, b) => rank(a) - rank(b));
const codes = await Promise.all([parts.includes('lint') ? lint() : 0, files.length > 0 ? runMocha() : 0]);
process.exitCode = Math.max(...codes);
if (codes[0] !== 0) say('lint failed, see above; alone: npm run lint');

/** @param {string} part */
function filesIn(part) {
  const folder = join(root, 'dist', 'test', part);
  if (!existsSync(folder))
    fail(`test/${part} is not a folder, or is not compiled: npm run setup compiles it.`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => posix.join('dist', 'test', part, ...name.split(sep)));
}

/** @param {string} file */
function rank(file) {
  const at = longest.indexOf(file.replace('dist/test/', ''));
  return at === -1 ? longest.length : at;
}

/** What it prints comes in one piece, between the lines of the tests. */
async function lint() {
  const began = performance.now();
  say('test: lint and types, beside the tests …');
  const child = spawn('npm', ['run', '-s', 'lint'], { cwd: root, shell: isWindows() });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  const code = await exitCodeOf(child);
  process.stdout.write(printed);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  say(`test: lint and types ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return code;
}

function runMocha() {
  const args = [
    join('node_modules', 'mocha', 'bin', 'mocha.js'),
    ...['--parallel', '--jobs', String(workers)],
    ...['--reporter', 'dist/test/support/progress-reporter.js', '--reporter-option', `files=${files.length}`],
    ...files,
  ];
  say(`test: ${folders.join(', ')}: ${files.length} files on ${workers} workers …`);
  const mocha = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...forShortLives, ...sizes },
  });
  return exitCodeOf(mocha);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitCodeOf(child) {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

function isWindows() {
  return process.platform === 'win32';
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
