import { type ColumnIndex, indexColumns } from './index-columns.js';

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
export type MovieColumnIndex = ColumnIndex<MovieColumn>;

/** Finds the columns of movies_metadata.csv by name; see {@link indexColumns}. */
export const indexMovieColumns = (header: readonly string[], file: string): MovieColumnIndex =>
  indexColumns(header, movieColumns, file);
