import { readId } from '../csv/cells.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { ColumnIndex } from '../csv/index-columns.js';
import type { FileReport } from '../model/report.js';
import { countIssues } from './count-issues.js';
import type { IdTable } from './key-table.js';
import type { LatestRows } from './latest-rows.js';
import { badId, type Fault, type Reading, readSideFile, type SourceStream } from './read-side-file.js';

/** What is known of the rows of a file that names its movies by TMDB id. */
export type RowsOfMovies = {
  /** The movies of the edition. */
  movies: IdTable;
  /** Which row of a movie stays. */
  rows: LatestRows;
  /** What could not be read of the row that stays, by movie. */
  issues: ReadonlyMap<number, readonly string[]>;
};

/**
 * Reads a file with a row for each movie, which its column `id` names; rows of other movies are orphans.
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected.
 */
export async function readRowsOfMovies<C extends string>(
  file: SourceStream,
  columns: readonly (C | 'id')[],
  reading: Reading,
  { movies, rows, issues }: RowsOfMovies,
  onRow: (movie: number, row: CsvScanner, at: ColumnIndex<C | 'id'>) => void,
): Promise<FileReport> {
  let orphans = 0;
  const report = await readSideFile(file, columns, reading, (row, at): Fault | undefined => {
    const id = readId(row.cell(at.id));
    if (id === undefined) return badId('id', row.cell(at.id));
    const movie = movies.find(id);
    if (movie === -1) {
      orphans++;
      return undefined;
    }
    rows.add(movie, row);
    onRow(movie, row, at);
    return undefined;
  });
  const idOf = (movie: number) => movies.keyAt(movie);
  rows.reportInto(report, idOf);
  const found = [...issues].map(([movie, kinds]) => ({
    id: idOf(movie),
    line: rows.lineOf(movie),
    issues: kinds,
  }));
  return { ...report, orphans, issues: countIssues(found) };
}
