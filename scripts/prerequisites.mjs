// What must be installed. Each error says in one sentence what is missing, where it was looked for, how to get it and
// what to use instead.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../embedded/maven.mjs';

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
    findProgram('npm', path) ??
    fail(
      'npm is needed to install the packages; it is not on PATH. It comes with Node.js: install it again from the ' +
        'package manager (Debian calls the package npm) or https://nodejs.org, or run everything in containers instead: ' +
        '`docker compose up`.',
    )
  );
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
