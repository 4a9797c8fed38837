import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

/** A text as people type it, and the TMDB ids of the movies that it may mean. */
export type Judged = { query: string; expected: number[] };

/** The judged queries of each kind: one file for each. */
export function readJudged(): Map<string, Judged[]> {
  const folder = join(projectRoot, 'test', 'relevance', 'judged');
  const files = readdirSync(folder).sort();
  return new Map(
    files.map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Judged[],
    ]),
  );
}

/** Kinds whose queries are a title, however it is spelled. */
export const titleKinds: readonly string[] = [
  'exact-title',
  'partial-title',
  'typo-1',
  'typo-2',
  'missing-accent',
  'word-order',
  'quoted',
  'number-words',
  'original-title',
];
