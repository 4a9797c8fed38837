import { DatasetError } from './dataset-error.js';

/** The 24 columns of movies_metadata.csv. */
export const movieColumns = [
  'adult',
  'belongs_to_collection',
  'budget',
  'genres',
  'homepage',
  'id',
  'imdb_id',
  'original_language',
  'original_title',
  'overview',
  'popularity',
  'poster_path',
  'production_companies',
  'production_countries',
  'release_date',
  'revenue',
  'runtime',
  'spoken_languages',
  'status',
  'tagline',
  'title',
  'video',
  'vote_average',
  'vote_count',
] as const;

export type MovieColumn = (typeof movieColumns)[number];

/** Where each column is: its index in a row. */
export type MovieColumnIndex = Readonly<Record<MovieColumn, number>>;

/**
 * Finds the columns by name, in whatever order they are.
 * @throws {DatasetError} naming the columns that are missing, unknown or there twice.
 */
export function indexMovieColumns(header: readonly string[], file: string): MovieColumnIndex {
  const missing = movieColumns.filter((column) => !header.includes(column));
  const extra = header.filter(
    (name, index) => !movieColumns.includes(name as MovieColumn) || header.indexOf(name) !== index,
  );
  if (missing.length > 0 || extra.length > 0) {
    const faults = [
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      extra.length > 0
        ? `unknown or repeated: ${extra.map((name) => `'${name.slice(0, 60)}'`).join(', ')}`
        : '',
    ];
    throw new DatasetError(
      `${file}: line 1: the header is not that of The Movies Dataset (${faults.filter(Boolean).join('; ')}). ` +
        `Expected, separated by commas: ${movieColumns.join(',')}`,
    );
  }
  return Object.fromEntries(
    movieColumns.map((column) => [column, header.indexOf(column)]),
  ) as MovieColumnIndex;
}
