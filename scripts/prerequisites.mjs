// What must be installed. Each error says in one sentence what is missing, where it was looked for, how to get it and
// what to use instead.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const instead =
  'or do without: `docker compose up` runs everything in containers, and ELASTICSEARCH_URL uses an existing cluster.';

/**
 * Throws when this Node.js is older than package.json's `engines` demands.
 * @param {string} root
 * @param {string} [version]
 */
export function requireNode(root, version = process.versions.node) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (compare(version, wanted) >= 0) return;
  throw new Error(
    `Node.js ${wanted} or newer is needed; this is ${version} (${process.execPath}). ` +
      'Install a newer one (nvm install --lts, the package manager, or https://nodejs.org) and put it first on PATH, ' +
      'or run everything in containers instead: `docker compose up`.',
  );
}

/**
 * Returns the path of npm; throws when it is not on PATH.
 * @param {string} [path]
 */
export function findNpm(path = process.env.PATH) {
  return (
    find('npm', path) ??
    fail(
      'npm is needed to install the packages; it is not on PATH. It comes with Node.js: install it again from the ' +
        'package manager (Debian calls the package npm) or https://nodejs.org, or run everything in containers instead: ' +
        '`docker compose up`.',
    )
  );
}

/**
 * Returns the path of Maven; throws when it is not on PATH.
 * @param {string} [path]
 */
export function findMaven(path = process.env.PATH) {
  return (
    find('mvn', path) ??
    fail(
      'Maven 3.6.3 or newer is needed to build the embedded Elasticsearch; mvn is not on PATH. Install it (apt install ' +
        `maven, brew install maven, or https://maven.apache.org), ${instead}`,
    )
  );
}

/**
 * @param {string} name
 * @param {string} [path]
 */
function find(name, path = '') {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const candidates = path
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return candidates.find((file) => existsSync(file));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  throw new Error(message);
}

/**
 * Compares dotted versions number by number.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
