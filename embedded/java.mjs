// Finds the Java that runs the embedded node. Plain JavaScript without dependencies, because set-up needs it before
// anything is installed or compiled; `src/embedded` imports the same file.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The oldest Java that runs Elasticsearch 9. */
const oldestJava = 21;

const exe = process.platform === 'win32' ? '.exe' : '';

/**
 * A Java that is new enough.
 * @typedef {{ home: string, version: number, program: string }} Java
 */

/**
 * Where to search; the defaults are those of this machine, tests pass their own.
 * @typedef {{ env?: Readonly<Record<string, string | undefined>>, folders?: readonly string[], compiler?: boolean }} Search
 */

/**
 * Returns the first Java >= 21 of: JAVA_HOME, PATH, the platform's default folders (the newest of each folder first).
 * With `compiler`, which Maven needs, only a JDK is accepted. Runs at every start, so it reads a JDK's `release` file and
 * runs `java` only where there is none. Throws an error that says what was found where, and what to do.
 * @param {Search} [search]
 * @returns {Java}
 */
export function findJava({ env = process.env, folders = defaultFolders(env), compiler = false } = {}) {
  /** @type {string[]} */
  const seen = [];
  for (const { place, homes } of places(env, folders)) {
    if (homes.length === 0) seen.push(`${place}: none`);
    for (const home of homes) {
      const java = inspect(home);
      const defect = findDefect(java, compiler);
      if (java && !defect) return java;
      seen.push(`${place}: ${home} ${defect}`);
    }
  }
  throw new Error(missingJava(compiler, [...new Set(seen)]));
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {readonly string[]} folders
 */
function* places(env, folders) {
  yield { place: 'JAVA_HOME', homes: env.JAVA_HOME ? [env.JAVA_HOME] : [] };
  yield { place: 'PATH', homes: homesOnPath(env.PATH ?? env.Path ?? '') };
  for (const folder of folders) yield { place: folder, homes: homesBelow(folder) };
}

/** @param {string} path */
function homesOnPath(path) {
  const programs = path.split(delimiter).map((folder) => join(folder, `java${exe}`));
  return programs
    .filter((program) => existsSync(program))
    .map((program) => dirname(dirname(realpathSync(program))));
}

/**
 * Returns the Java homes in a folder, newest first; on macOS a home is two levels deeper.
 * @param {string} folder
 */
function homesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home')])
    .filter((home) => existsSync(join(home, 'bin', `java${exe}`)))
    .map((home) => ({ home, version: releaseOf(home) ?? 0 }))
    .sort((a, b) => b.version - a.version || a.home.localeCompare(b.home))
    .map(({ home }) => home);
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string[]}
 */
function defaultFolders(env) {
  const sdkman = join(env.SDKMAN_DIR ?? join(homedir(), '.sdkman'), 'candidates', 'java');
  if (process.platform === 'darwin') {
    return [
      '/Library/Java/JavaVirtualMachines',
      join(homedir(), 'Library/Java/JavaVirtualMachines'),
      '/opt/homebrew/opt/openjdk/libexec',
      '/usr/local/opt/openjdk/libexec',
      sdkman,
    ];
  }
  if (process.platform === 'win32') {
    const programs = env.ProgramFiles ?? 'C:\\Program Files';
    return ['Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'Amazon Corretto'].map((name) =>
      join(programs, name),
    );
  }
  return ['/usr/lib/jvm', '/usr/java', '/opt/java', join(homedir(), '.jdks'), sdkman];
}

/**
 * @param {string} home
 * @returns {Java | undefined} undefined when there is no Java
 */
function inspect(home) {
  const program = join(home, 'bin', `java${exe}`);
  if (!existsSync(program)) return undefined;
  const version = releaseOf(home);
  return version === undefined ? runJava(program) : { home, version, program };
}

/**
 * Returns the major version in a home's `release` file; undefined when there is no such file.
 * @param {string} home
 */
function releaseOf(home) {
  try {
    return majorOf(/^JAVA_VERSION="?([^"\r\n]+)/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * Runs a `java` without a `release` file (a wrapper, a stub) for its version and its real home.
 * @param {string} program
 * @returns {Java | undefined}
 */
function runJava(program) {
  const { stderr } = spawnSync(program, ['-XshowSettings:properties', '-version'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  const home = /^\s*java\.home = (.+?)\s*$/m.exec(stderr ?? '')?.[1];
  const version = majorOf(/^\s*java\.version = (\S+)/m.exec(stderr ?? '')?.[1]);
  return home && version ? { home, version, program: join(home, 'bin', `java${exe}`) } : undefined;
}

/**
 * Returns 25 for 25.0.3, and 8 for 1.8.0_292.
 * @param {string | undefined} version
 */
function majorOf(version) {
  const match = /^(?:1\.)?(\d+)/.exec(version ?? '');
  return match ? Number(match[1]) : undefined;
}

/**
 * Returns why a Java cannot be used; undefined when it can.
 * @param {Java | undefined} java
 * @param {boolean} compiler
 */
function findDefect(java, compiler) {
  if (!java) return 'has no working bin/java';
  if (java.version < oldestJava) return `is Java ${java.version}`;
  if (compiler && !existsSync(join(java.home, 'bin', `javac${exe}`)))
    return 'has no javac (a JRE, not a JDK)';
  return undefined;
}

/**
 * @param {boolean} compiler
 * @param {string[]} seen
 */
function missingJava(compiler, seen) {
  return (
    `The embedded Elasticsearch needs a ${compiler ? 'JDK' : 'Java'} ${oldestJava} or newer; looked at ${seen.join('; ')}. ` +
    'Install one (for example Eclipse Temurin, with the package manager or from https://adoptium.net) and let JAVA_HOME ' +
    'name it if it is in another place, or do without: `docker compose up`, or set ELASTICSEARCH_URL to an existing cluster.'
  );
}
