import { readId } from '../csv/cells.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import { type MovieColumnIndex, movieColumns } from '../csv/movie-columns.js';
import type { Rejection } from '../model/rejection.js';

/** Why a row of movies_metadata.csv is rejected. */
export type MovieFault = Pick<Rejection, 'column' | 'reason' | 'message'>;

/** Rules 2 and 3: a wrong number of cells, an id that is no positive integer, an empty title. */
export function findFault(row: CsvScanner, columns: MovieColumnIndex): MovieFault | undefined {
  if (row.length !== movieColumns.length) {
    const what = row.length === 0 ? 'a blank line' : `${row.length} cells`;
    return {
      column: null,
      reason: 'fieldCount',
      message: `${what}; a row has ${movieColumns.length} cells`,
    };
  }
  if (readRowId(row, columns) === undefined) {
    const message = `id is '${row.cell(columns.id).slice(0, 80)}'; it must be a positive integer`;
    return { column: 'id', reason: 'id', message };
  }
  if (row.isBlank(columns.title)) return { column: 'title', reason: 'title', message: 'title is empty' };
  return undefined;
}

/** The TMDB id of a row, nearly always plain digits; undefined where there is none. */
export function readRowId(row: CsvScanner, columns: MovieColumnIndex): number | undefined {
  const digits = row.digits(columns.id);
  return digits > 0 ? digits : readId(row.cell(columns.id));
}
