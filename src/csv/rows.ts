import { pipeline, type Readable } from 'node:stream';
import csvParser from 'csv-parser';
import { countLineFeeds } from '../files/check-text.js';
import { csvLine } from './csv-line.js';
import { type CsvRecord, splitCells, takeRecord } from './records.js';

/** A row of a CSV file. */
export type CsvRow = {
  /** Quotes undone, newlines kept; none for a blank line. */
  readonly cells: string[];
  /** Physical line on which the row begins, from 1. */
  readonly line: number;
  /** The row as it stands in the file, its line end included. */
  readonly bytes: Buffer;
};

/** What csv-parser passes on with `headers: false`: the cells by their index. */
type ParsedRow = Record<number, string>;

/**
 * Reads the rows of a CSV file, its header among them, by csv-parser.
 *
 * csv-parser takes any quote for the start of a quoted cell, and swallows the rows behind one that stands elsewhere.
 * So it is given whole records only, and those that are not well formed in proper quotes.
 * @param where the file, for messages.
 * @throws {DatasetError} see {@link takeRecord}; also what the source throws, and the reason of the signal.
 */
export async function* readRows(
  source: Readable,
  where: string,
  signal?: AbortSignal,
): AsyncGenerator<CsvRow> {
  /** Records that csv-parser was given and whose cells have not come back: one row comes of each, in order. */
  const records: CsvRecord[] = [];
  async function* wellFormedRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const whole of readRecords(chunks, where)) {
      signal?.throwIfAborted();
      for (const record of whole) records.push(record);
      // A copy, because csv-parser undoes doubled quotes where they stand.
      yield Buffer.concat(whole.map(wellFormed));
    }
  }
  const parser = csvParser({ headers: false });
  // An error reaches the loop below through the parser; the callback only has to be there.
  pipeline(source, wellFormedRecords, parser, () => {});
  for await (const row of parser as AsyncIterable<ParsedRow>) {
    const { line, bytes } = records.shift() as CsvRecord;
    yield { cells: Object.values(row), line, bytes };
  }
}

/** The whole records of each chunk; what is left over at its end goes before the next one. */
async function* readRecords(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<CsvRecord[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const take = (bytes: Buffer, isLast: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let position = 0;
    for (;;) {
      const taken = takeRecord(bytes, position, { where, line, isLast });
      if (taken === undefined) break;
      records.push(taken.record);
      line += countLineFeeds(taken.record.bytes);
      position = taken.next;
    }
    rest = bytes.subarray(position);
    return records;
  };
  for await (const chunk of chunks) yield take(Buffer.concat([rest, chunk]), false);
  yield take(rest, true);
}

/** The bytes of a record in proper quotes. */
const wellFormed = ({ bytes, isWellFormed }: CsvRecord): Buffer =>
  isWellFormed ? bytes : Buffer.from(csvLine(splitCells(bytes)));

/** The text of a row as it stands in the file, without its line end. */
export const textOf = (row: Pick<CsvRow, 'bytes'>): string => row.bytes.toString().replace(/\r?\n$/, '');
