import { countLineFeeds } from '../files/check-text.js';
import { DatasetError } from '../files/dataset-error.js';

const [lineFeed, carriageReturn, quote, comma] = [10, 13, 34, 44];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** No record of the data set comes near these bounds: the longest has about 200 kB, the widest under 30 cells. */
const maxRecordBytes = 16 * 1024 * 1024;
const maxCells = 1000;
const notOfTheDataSet = 'No row of the data set has 1 MiB or 100 cells: take the file as published';

/** A record of a CSV file, as it stands in the file. */
export type CsvRecord = {
  /** Its line end included; a byte order mark is not. */
  readonly bytes: Buffer;
  /** Physical line on which it begins, from 1. */
  readonly line: number;
  /** Whether each of its quotes opens a cell, closes one, or is doubled inside one. */
  readonly isWellFormed: boolean;
};

/** How far a record has been scanned whose end is not known yet. */
type Scan = {
  /** Bytes scanned. */
  size: number;
  cells: number;
  isInsideQuotes: boolean;
  isWellFormed: boolean;
};

const unscanned: Scan = { size: 0, cells: 1, isInsideQuotes: false, isWellFormed: true };

/**
 * Finds the records of a CSV file. As in RFC 4180 and Python's `csv`, a quote opens a quoted cell only at the start of a
 * cell and is a character elsewhere, and a line feed outside a quoted cell ends the record.
 */
export class RecordScanner {
  readonly #where: string;
  #line = 1;
  #scan = unscanned;
  /** Cells of the first record, the header. */
  #columns = 0;

  /** @param where - the file, for messages */
  constructor(where: string) {
    this.#where = where;
  }

  /**
   * Takes the record that begins at a position, behind the record taken before.
   * @param isLast - whether the bytes are the last of the file
   * @returns the record and the position behind it; undefined when none is left, or when more bytes are needed: then call
   * it again with the bytes from that position on, and more of them
   * @throws {DatasetError} when the file ends inside a quoted cell, or a record has more than 16 MiB or 1000 cells
   */
  take(bytes: Buffer, position: number, isLast: boolean): { record: CsvRecord; next: number } | undefined {
    const isFirst = this.#line === 1;
    if (isFirst && !isLast && bytes.length - position < byteOrderMark.length) return undefined;
    const start = isFirst ? skipByteOrderMark(bytes, position) : position;
    const scan = { ...this.#scan };
    const isComplete = scanOn(bytes, start, isLast, scan);
    if (scan.cells > maxCells) throw this.#error(`a row of more than ${maxCells} cells. ${notOfTheDataSet}`);
    if (scan.size > maxRecordBytes) {
      throw this.#error(`a row of more than 16 MiB, so a quote lacks its partner. ${notOfTheDataSet}`);
    }
    if (!isComplete && isLast && start < bytes.length) {
      throw this.#error(
        'the file ends inside a quoted cell of this row. It was cut short: copy or download it again',
      );
    }
    if (!isComplete) {
      this.#scan = scan;
      return undefined;
    }
    this.#scan = unscanned;
    if (this.#columns === 0) this.#columns = scan.cells;
    const whole = bytes.subarray(start, start + scan.size);
    const size = scan.isWellFormed ? scan.size : withoutSwallowed(whole, this.#columns);
    const next = start + size;
    const record = { bytes: bytes.subarray(start, next), line: this.#line, isWellFormed: scan.isWellFormed };
    this.#line += countLineFeeds(record.bytes);
    return { record, next };
  }

  /** Passes over whole records, which have so many lines and were read in another way. */
  skip(lines: number): void {
    if (lines === 0) return;
    this.#line += lines;
    this.#scan = unscanned;
  }

  #error(fault: string): DatasetError {
    return new DatasetError(`${this.#where}: line ${this.#line}: ${fault}`);
  }
}

function skipByteOrderMark(bytes: Buffer, position: number): number {
  const behind = position + byteOrderMark.length;
  return bytes.subarray(position, behind).equals(byteOrderMark) ? behind : position;
}

/**
 * Continues the scan of a record up to its end, the end of the bytes or a bound.
 * @returns whether the record is complete
 */
function scanOn(bytes: Buffer, start: number, isLast: boolean, scan: Scan): boolean {
  const { length } = bytes;
  let at = start + scan.size;
  while (at < length && scan.cells <= maxCells) {
    if (scan.isInsideQuotes) {
      const close = bytes.indexOf(quote, at);
      at = close === -1 ? length : close;
      // Two more bytes tell whether the quote is doubled, and whether it ends the cell.
      if (at + 2 >= length && !isLast) break;
      if (close === -1) break;
      if (bytes[at + 1] === quote) at += 2;
      else {
        at++;
        scan.isInsideQuotes = false;
        if (!endsCell(bytes, at)) scan.isWellFormed = false;
      }
      continue;
    }
    const byte = bytes[at];
    if (byte === lineFeed) {
      scan.size = at + 1 - start;
      return true;
    }
    if (byte === comma) scan.cells++;
    else if (byte === quote) {
      if (at === start || bytes[at - 1] === comma) scan.isInsideQuotes = true;
      else scan.isWellFormed = false;
    }
    at++;
  }
  scan.size = at - start;
  return isLast && at > start && at === length && !scan.isInsideQuotes;
}

/** Lines of a record that are looked at; the first rows that were swallowed are among them. */
const maxLooked = 20;

/**
 * A quote that opens a cell and is never closed swallows the rows behind it up to the next quote, which then stands where
 * no cell ends (rule 19). It has done so when a further line of the record is a whole row by itself.
 * @param columns - cells of a whole row
 * @returns the size of the record without the rows behind its first line, if it has swallowed some
 */
function withoutSwallowed(record: Buffer, columns: number): number {
  const second = record.indexOf(lineFeed) + 1;
  if (columns < 2) return record.length;
  let at = second;
  for (let looked = 0; at > 0 && at < record.length && looked < maxLooked; looked++) {
    const scan = { ...unscanned };
    if (scanOn(record, at, true, scan) && scan.cells === columns) return second;
    at = record.indexOf(lineFeed, at) + 1;
  }
  return record.length;
}

/** Whether a cell ends here: at a comma, a line end, or the end of the file. */
function endsCell(bytes: Buffer, at: number): boolean {
  if (bytes[at] === carriageReturn) return at + 1 >= bytes.length || bytes[at + 1] === lineFeed;
  return at >= bytes.length || bytes[at] === comma || bytes[at] === lineFeed;
}

/** Returns the cells of a record, well formed or not, with quotes undone; none for a blank line. */
export function splitCells(record: Buffer): string[] {
  const text = record.toString().replace(/\r?\n?$/, '');
  const cells: string[] = [];
  if (text === '') return cells;
  for (let at = 0; at <= text.length; at++) {
    let cell = '';
    while (text[at] === '"') {
      const close = indexOrEnd(text, '"', at + 1);
      const isDoubled = text[close + 1] === '"';
      cell += text.slice(at + 1, isDoubled ? close + 1 : close);
      at = close + 1;
    }
    const end = indexOrEnd(text, ',', at);
    cells.push(cell + text.slice(at, end));
    at = end;
  }
  return cells;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}
