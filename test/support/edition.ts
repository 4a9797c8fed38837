import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity, Person } from '../../src/model/entity.js';
import type { Movie } from '../../src/model/movie.js';
import type { Rejection } from '../../src/model/rejection.js';
import type { Report } from '../../src/model/report.js';
import type { ShapeName } from '../../src/model/shape-name.js';
import type { MovieColumn } from '../../src/sources/movie-record.js';
import { movieColumns } from '../../src/sources/the-movies-dataset.js';
import { transformEdition } from '../../src/transform/transform-edition.js';

/** Runs something in a folder of its own that is gone afterwards. */
export async function inTemporaryFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-test-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export type Cells = Partial<Record<MovieColumn, string>>;

const usual: Cells = {
  adult: 'False',
  budget: '0',
  genres: '[]',
  imdb_id: 'tt0000001',
  original_language: 'en',
  popularity: '1.5',
  production_companies: '[]',
  production_countries: '[]',
  release_date: '1999-12-31',
  revenue: '0',
  runtime: '90.0',
  spoken_languages: '[]',
  status: 'Released',
  title: 'A Film',
  video: 'False',
  vote_average: '6.1',
  vote_count: '10',
};

/** One line of movies_metadata.csv: a usual movie, but for the cells given. */
export function movieLine(cells: Cells): string {
  const full = { ...usual, ...cells };
  return movieColumns.map((column) => quote(full[column] ?? '')).join(',');
}

/** A list of entities as Python writes it. */
export const entities = (...list: [id: number, name: string][]): string =>
  `[${list.map(([id, name]) => `{'id': ${id}, 'name': ${JSON.stringify(name)}}`).join(', ')}]`;

const quote = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The text of a movies_metadata.csv with these lines below its header. */
export const moviesCsv = (lines: readonly string[]): string =>
  [movieColumns.join(','), ...lines].map((line) => `${line}\n`).join('');

export type Transformed = {
  report: Report;
  movies: Movie[];
  companies: Entity[];
  genres: Entity[];
  people: Person[];
  keywords: Entity[];
  collections: Entity[];
  rejected: Rejection[];
};

/** Transforms an edition of these lines, and reads back what was written. */
export function transformLines(lines: readonly string[]): Promise<Transformed> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(lines));
    return await transformFolder(folder, join(folder, 'out'));
  });
}

/** Transforms an edition of these files, by name the cells of each row; quotes what must be quoted. */
export function transformFiles(
  movies: readonly Cells[],
  files: Record<string, readonly (readonly string[])[]>,
  small = false,
): Promise<Transformed> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(movies.map(movieLine)));
    for (const [name, rows] of Object.entries(files)) {
      const lines = rows.map((cells) => `${cells.map(quote).join(',')}\n`);
      await writeFile(join(folder, name), lines.join(''));
    }
    return await transformFolder(folder, join(folder, 'out'), small);
  });
}

/** Tests are about single rows: most of theirs may be rejected. */
const noLimits = { maxRejectedShare: 1, maxRejectedAtStart: Number.POSITIVE_INFINITY, minUsableShare: 0 };

/** The documents of a file of JSON lines. */
export const readNdjson = async (path: string) =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Transforms a folder, and reads back what was written. */
export async function transformFolder(
  input: string,
  out: string,
  small = false,
  options: { shape?: ShapeName; encoding?: string } = {},
): Promise<Transformed> {
  await transformEdition({
    input,
    out,
    small,
    limits: noLimits,
    cells: { maxUnreadableShare: 1 },
    ...options,
  });
  return await readTransformed(out);
}

/** Reads the hydration files of a folder. */
export async function readTransformed(out: string): Promise<Transformed> {
  const lines = (file: string) => readNdjson(join(out, file));
  return {
    report: JSON.parse(await readFile(join(out, 'report.json'), 'utf8')),
    movies: await lines('movies.ndjson'),
    companies: await lines('companies.ndjson'),
    genres: await lines('genres.ndjson'),
    people: await lines('people.ndjson'),
    keywords: await lines('keywords.ndjson'),
    collections: await lines('collections.ndjson'),
    rejected: await lines('rejected.ndjson'),
  };
}
