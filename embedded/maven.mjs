// Finds the Maven that builds the embedded node.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Returns the path of Maven; throws when it is not on PATH.
 * @param {string} [path]
 */
export function findMaven(path = process.env.PATH) {
  const maven = findProgram('mvn', path);
  if (maven !== undefined) return maven;
  throw new Error(
    'Maven 3.6.3 or newer is needed to build the embedded Elasticsearch; mvn is not on PATH. Install it (apt install ' +
      'maven, brew install maven, or https://maven.apache.org), or do without: `docker compose up` runs everything in ' +
      'containers, and ELASTICSEARCH_URL uses an existing cluster.',
  );
}

/**
 * Returns the path of a program; undefined when it is not on PATH.
 * @param {string} name
 * @param {string} [path]
 */
export function findProgram(name, path = '') {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return path
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find((file) => existsSync(file));
}
