import type { MovieColumn } from '../src/sources/movie-record.js';
import {
  creditsColumns,
  keywordsColumns,
  linksColumns,
  movieColumns,
  ratingsColumns,
} from '../src/sources/the-movies-dataset.js';

/** The seven files of an edition and their columns, in the data set's order. */
export const columns = {
  'credits.csv': creditsColumns,
  'keywords.csv': keywordsColumns,
  'links.csv': linksColumns,
  'links_small.csv': linksColumns,
  'ratings.csv': ratingsColumns,
  'ratings_small.csv': ratingsColumns,
  'movies_metadata.csv': movieColumns,
} as const;

/** Name of one of the seven files. */
export type CsvFile = keyof typeof columns;

/** The cells of one movie, by column. */
export type MovieCells = Record<MovieColumn, string>;

/** The cells of one movie in the file's order. */
export function inOrder(cells: MovieCells): string[] {
  return movieColumns.map((column) => cells[column]);
}
