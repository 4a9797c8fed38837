import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { type Cells, entities, movieLine, moviesCsv } from './edition.js';

/** Cells of a movie by its id, from 1. */
export type MakeMovie = (id: number) => Cells;

/** A movie of one genre and two companies, whose every figure is a multiple of a factor: editions of two factors share no figure. */
export const movieTimes =
  (factor: number): MakeMovie =>
  (id) => ({
    id: String(id),
    title: `Film ${id}`,
    release_date: `${1990 + (id % 20)}-05-04`,
    genres: entities([18, 'Drama']),
    production_companies: entities([7, 'A Studio'], [8, 'B Studio']),
    budget: String(1_000_000 * factor),
    revenue: String(3_000_000 * factor),
    popularity: String(factor),
    vote_count: String(10 * factor),
  });

/** Writes an edition of so many movies and transforms it into a folder of hydration files. */
export async function hydrate(folder: string, movies: number, make: MakeMovie): Promise<string> {
  await writeMovies(
    folder,
    Array.from({ length: movies }, (_, at) => movieLine(make(at + 1))),
  );
  const out = join(folder, 'hydration');
  await transformEdition({ input: folder, out });
  return out;
}

export const writeMovies = (folder: string, lines: readonly string[]): Promise<void> =>
  writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(lines));

/** Every index of Marquee's editions, with the aliases that point to it. */
export async function readAliases(client: MarqueeClient): Promise<Record<string, string[]>> {
  const found = await client.indices.get({
    index: [...client.names.patterns],
    features: ['aliases'],
    allow_no_indices: true,
  });
  return Object.fromEntries(
    Object.entries(found).map(([index, { aliases }]) => [index, Object.keys(aliases ?? {})]),
  );
}
