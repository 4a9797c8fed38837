import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

const folder = join(projectRoot, 'src', 'config');

/** Returns the names of all environment variables that the readers in `src/config` declare. */
export function configVariables(): Set<string> {
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('-config.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  // A member of a schema, on a line of its own or the only one of a short schema.
  const members = sources.flatMap((source) => [...source.matchAll(/(?:^ {2}|\{ )([A-Z][A-Z_]+): /gm)]);
  return new Set(members.map(([, name]) => name as string));
}
