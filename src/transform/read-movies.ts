import { eachCsvRow } from '../dataset/csv-rows.js';
import type { CsvScanner } from '../dataset/csv-scanner.js';
import { indexMovieColumns, type MovieColumnIndex, movieColumns } from '../dataset/movie-columns.js';
import { SplitRecordJoiner } from '../dataset/split-record-joiner.js';
import type { CopyStore } from './copy-store.js';
import { ErrorBudget } from './error-budget.js';
import { MovieCopies } from './movie-copies.js';
import type { Reading } from './read-side-file.js';
import { toMovie } from './to-movie.js';

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
  const records = new SplitRecordJoiner(movieColumns.length, (record, isRepaired) => {
    counts.rows += isRepaired ? 2 : 1;
    if (isRepaired) counts.repaired++;
    const result = toMovie(record, columns as MovieColumnIndex, source.name);
    if ('movie' in result) {
      copies.add(result.movie, record.line);
      store.add(result.movie);
      budget.accept();
    } else {
      counts.rejected++;
      rejections.write(result.rejection);
      budget.reject(result.rejection);
    }
  });
  const readRow = (row: CsvScanner): void => {
    if (columns === undefined) columns = indexMovieColumns(row.cells(), source.where);
    else records.add(row.take());
  };
  await eachCsvRow(source.stream, readRow, signal);
  if (columns === undefined) indexMovieColumns([], source.where);
  records.end();
  budget.settle();
  return { copies, counts };
}
