import { pipeline, type Readable } from 'node:stream';
import csvParser from 'csv-parser';
import { csvLine } from './csv-line.js';
import { type CsvRecord, RecordScanner, splitCells } from './records.js';

/** A row of a CSV file. */
export type CsvRow = {
  /** Quotes undone, newlines kept; none for a blank line. */
  readonly cells: string[];
  /** Physical line on which the row begins, from 1. */
  readonly line: number;
  /** The row as it stands in the file, its line end included. */
  readonly bytes: Buffer;
};

/** Most records that csv-parser gets at a time: all of their rows are in memory at once. */
const batch = 256;

/** A row of csv-parser with `headers: false`: the cells by their index. */
type ParsedRow = Record<number, string>;

/**
 * Reads the rows of a CSV file, including its header, with csv-parser.
 *
 * csv-parser lets any quote open a quoted cell, so a quote in the middle of a cell would swallow the rows behind it
 * (rule 19). Therefore it gets whole records only, and records that are not well formed are quoted anew before.
 * @param where - the file, for messages
 * @throws {DatasetError} as {@link RecordScanner} does; also the errors of the source, and the reason of the signal
 */
export async function* readRows(
  source: Readable,
  where: string,
  signal?: AbortSignal,
): AsyncGenerator<CsvRow> {
  /** The records that csv-parser has not returned yet; it returns one row for each, in order. */
  const records: CsvRecord[] = [];
  async function* wellFormedRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const whole of readRecords(chunks, where)) {
      signal?.throwIfAborted();
      for (let at = 0; at < whole.length; at += batch) {
        const some = whole.slice(at, at + batch);
        records.push(...some);
        // A copy, because csv-parser undoes doubled quotes where they stand.
        yield Buffer.concat(some.map(wellFormed));
      }
    }
  }
  const parser = csvParser({ headers: false });
  // Errors reach the loop below through the parser; pipeline only demands a callback.
  pipeline(source, wellFormedRecords, parser, () => {});
  for await (const row of parser as AsyncIterable<ParsedRow>) {
    const { line, bytes } = records.shift() as CsvRecord;
    yield { cells: Object.values(row), line, bytes };
  }
}

/** Yields the whole records of each chunk; the rest of a chunk is read with the next one. */
async function* readRecords(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<CsvRecord[]> {
  let rest: Buffer = Buffer.alloc(0);
  const scanner = new RecordScanner(where);
  const take = (bytes: Buffer, isLast: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let position = 0;
    for (;;) {
      const taken = scanner.take(bytes, position, isLast);
      if (taken === undefined) break;
      records.push(taken.record);
      position = taken.next;
    }
    rest = bytes.subarray(position);
    return records;
  };
  for await (const chunk of chunks) yield take(Buffer.concat([rest, chunk]), false);
  yield take(rest, true);
}

/** Returns the bytes of a record, quoted anew if they are not well formed. */
const wellFormed = ({ bytes, isWellFormed }: CsvRecord): Buffer =>
  isWellFormed ? bytes : Buffer.from(csvLine(splitCells(bytes)));

/** Returns the text of a row as it stands in the file, without its line end. */
export const textOf = (row: Pick<CsvRow, 'bytes'>): string => row.bytes.toString().replace(/\r?\n$/, '');
