import { readId, readNumber } from '../csv/cells.js';
import { type ColumnIndex, indexColumns, toRecord } from '../csv/columns.js';
import { type Fault, invalidId, wrongNumberOfCells } from '../csv/faults.js';
import type { SourceStream } from '../csv/read-header.js';
import { type CsvRecord, RecordScanner, splitCells } from '../csv/records.js';
import { DatasetError } from '../files/dataset-error.js';
import { showCell } from '../files/show-text.js';
import { withoutFraction } from '../sources/movie-record.js';
import { ratingsColumns } from '../sources/the-movies-dataset.js';
import type { ErrorBudget } from './error-budget.js';

/** Ratings by MovieLens id: how many gave 0.5, 1, 1.5 … 5 stars. */
export type Histograms = Map<number, number[]>;

/** Half stars: 1 is 0.5 stars, 10 is 5. */
const steps = 10;

/** Digits that every JavaScript number holds exactly. */
const maxDigits = 15;

const [lineFeed, carriageReturn, comma, point, zero, five, nine] = [10, 13, 44, 46, 48, 53, 57];

type RatingsColumn = (typeof ratingsColumns)[number];

/**
 * Counts the ratings of ratings.csv. Its 26 million rows are four plain numbers each, so they are counted from the bytes;
 * any other row (quotes, spaces, `4.50`, too few cells) is read as text, like the rows of other files.
 * @param onHeader - called with the names of the columns
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected
 */
export async function countRatings(
  { stream, where }: Omit<SourceStream, 'name'>,
  budget: ErrorBudget,
  onHeader: (header: readonly string[]) => void = () => {},
): Promise<Histograms> {
  const histograms: Histograms = new Map();
  let at: ColumnIndex<RatingsColumn> | undefined;
  /** Number of columns, extra ones included. */
  let width = 0;
  const scanner = new RecordScanner(where);
  /** Memory for the rest of a chunk and the next chunk; the same each time, which spares the garbage collector. */
  let block = Buffer.alloc(0);
  let rest = block;

  const readRecord = (record: CsvRecord): void => {
    const cells = splitCells(record.bytes);
    if (at === undefined) {
      at = indexColumns(cells, { needed: ratingsColumns }, where);
      width = cells.length;
      onHeader(cells);
      return;
    }
    const fault =
      cells.length === width
        ? countRating(histograms, toRecord(cells, at))
        : wrongNumberOfCells(cells.length, width);
    if (fault === undefined) budget.accept();
    else budget.reject(record, fault);
  };

  const read = (chunk: Buffer, isLast: boolean): void => {
    const length = rest.length + chunk.length;
    if (length > block.length) block = Buffer.alloc(2 * length);
    block.set(rest);
    block.set(chunk, rest.length);
    const bytes = block.subarray(0, length);
    let position = 0;
    for (;;) {
      // A row with extra columns is read as text.
      if (at !== undefined && width === ratingsColumns.length) {
        const plain = countPlainRows(histograms, bytes, position, at);
        scanner.skip(plain.rows);
        budget.rows += plain.rows;
        position = plain.next;
      }
      const taken = scanner.take(bytes, position, isLast);
      if (taken === undefined) break;
      readRecord(taken.record);
      position = taken.next;
    }
    rest = bytes.subarray(position);
  };

  for await (const chunk of stream as AsyncIterable<Buffer>) read(chunk, false);
  read(Buffer.alloc(0), true);
  if (at === undefined) throw new DatasetError(`${where} is empty; expected the header ${ratingsColumns}`);
  budget.checkShares();
  return histograms;
}

/**
 * Counts rows from a position on, up to the first that is not plain. A plain row has four cells without quotes, an id of
 * digits, a rating such as `3.5`, and a line end.
 * @returns the number of rows, and the position behind them
 */
function countPlainRows(
  histograms: Histograms,
  bytes: Buffer,
  start: number,
  at: { movieId: number; rating: number },
): { rows: number; next: number } {
  let rows = 0;
  let next = start;
  for (;;) {
    let position = next;
    let column = 0;
    let movieId = 0;
    let half = 0;
    let byte = comma;
    for (; column < ratingsColumns.length && byte === comma; column++) {
      const cellStart = position;
      byte = bytes[position] ?? 0;
      if (column === at.movieId) {
        for (; byte >= zero && byte <= nine; byte = bytes[++position] ?? 0)
          movieId = 10 * movieId + byte - zero;
        if (position - cellStart > maxDigits) movieId = 0;
      } else {
        // Quotes, spaces and line ends are below the comma, and no byte of a number is.
        while (byte > comma) byte = bytes[++position] ?? 0;
        if (column === at.rating && position - cellStart === '3.5'.length) half = readHalf(bytes, cellStart);
      }
      position++;
    }
    if (byte === carriageReturn) byte = bytes[position++] ?? 0;
    if (byte !== lineFeed || column !== ratingsColumns.length || movieId === 0 || !isHalf(half)) break;
    add(histograms, movieId, half);
    rows++;
    next = position;
  }
  return { rows, next };
}

/** A rating such as `3.5` in half stars; 0 for anything else. */
function readHalf(bytes: Buffer, start: number): number {
  const tenths = bytes[start + 2];
  if (bytes[start + 1] !== point || (tenths !== zero && tenths !== five)) return 0;
  return 2 * ((bytes[start] ?? 0) - zero) + (tenths === five ? 1 : 0);
}

/** Counts a rating that is read as text; returns its fault, if it has one. */
function countRating(histograms: Histograms, record: Record<RatingsColumn, string>): Fault | undefined {
  const id = readId(withoutFraction(record.movieId));
  if (id === undefined) return invalidId('movieId', record.movieId);
  const half = 2 * (readNumber(record.rating) ?? 0);
  if (isHalf(half)) {
    add(histograms, id, half);
    return undefined;
  }
  const message = `rating is ${showCell(record.rating)}; it must be one of 0.5, 1, 1.5 … 5`;
  return { column: 'rating', reason: 'rating', message };
}

const isHalf = (half: number): boolean => Number.isInteger(half) && half >= 1 && half <= steps;

function add(histograms: Histograms, movieId: number, half: number): void {
  let histogram = histograms.get(movieId);
  if (histogram === undefined) {
    histogram = new Array<number>(steps).fill(0);
    histograms.set(movieId, histogram);
  }
  histogram[half - 1] = (histogram[half - 1] ?? 0) + 1;
}
