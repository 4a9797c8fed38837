import { eachCsvRow } from '../csv/csv-rows.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import { indexMovieColumns, type MovieColumnIndex, movieColumns } from '../csv/movie-columns.js';
import { scanCells } from '../csv/scan-cells.js';
import { SplitRecordJoiner } from '../csv/split-record-joiner.js';
import type { CopyStore } from './copy-store.js';
import { ErrorBudget } from './error-budget.js';
import { findFault } from './find-fault.js';
import { MovieCopies } from './movie-copies.js';
import { MovieReader } from './movie-reader.js';
import type { Reading } from './read-side-file.js';

/**
 * The first pass over movies_metadata.csv: rows become copies of movies, or rejections.
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected.
 */
export async function readMovies(
  store: CopyStore,
  { open, rejections, limits, signal }: Reading,
): Promise<{ copies: MovieCopies; counts: { rows: number; rejected: number; repaired: number } }> {
  const source = await open('movies_metadata.csv');
  if (source === undefined) throw new RangeError('an edition was opened that lacks movies_metadata.csv');
  const budget = new ErrorBudget(source.where, limits);
  const copies = new MovieCopies();
  const counts = { rows: 0, rejected: 0, repaired: 0 };
  let columns: MovieColumnIndex | undefined;
  let reader: MovieReader | undefined;
  const read = (row: CsvScanner, line: number, bytesOf: () => Buffer): void => {
    const fault = findFault(row, columns as MovieColumnIndex);
    if (fault === undefined) {
      copies.add((reader as MovieReader).read(row), line);
      store.add();
      budget.accept();
      return;
    }
    const raw = bytesOf()
      .toString()
      .replace(/\r?\n$/, '');
    const rejection = { file: source.name, line, ...fault, raw };
    counts.rejected++;
    rejections.write(rejection);
    budget.reject(rejection);
  };
  const records = new SplitRecordJoiner(movieColumns.length, (record, isRepaired) => {
    counts.rows += isRepaired ? 2 : 1;
    if (isRepaired) counts.repaired++;
    read(scanCells(record.cells), record.line, () => record.bytes);
  });
  const readRow = (row: CsvScanner): void => {
    if (columns === undefined) {
      columns = indexMovieColumns(row.cells(), source.where);
      reader = new MovieReader(columns, store.document, copies.books);
    } else if (row.length === movieColumns.length) {
      records.end();
      counts.rows++;
      read(row, row.line, () => row.bytes);
    } else records.add(row.take());
  };
  await eachCsvRow(source.stream, readRow, signal);
  if (columns === undefined) indexMovieColumns([], source.where);
  records.end();
  budget.settle();
  return { copies, counts };
}
