import { DatasetError } from '../files/dataset-error.js';

const [lineFeed, carriageReturn, quote, comma] = [10, 13, 34, 44];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** No record of the data set comes near this; the longest has about 200 kB. */
const maxRecordBytes = 16 * 1024 * 1024;

/** A record of a CSV file, as it stands in the file. */
export type CsvRecord = {
  /** Its line end included; a byte order mark is not. */
  readonly bytes: Buffer;
  /** Physical line on which it begins, from 1. */
  readonly line: number;
  /** Whether each of its quotes opens a cell, closes one, or is doubled inside one. */
  readonly isWellFormed: boolean;
};

/** The position of a record in its file. */
export type Place = {
  /** The file, for messages. */
  where: string;
  /** Physical line on which the record begins, from 1. */
  line: number;
  /** Whether the bytes are the last of the file. */
  isLast: boolean;
};

/**
 * Takes the record that begins at a position. As in RFC 4180 and Python's `csv`, a quote opens a quoted cell only at the
 * start of a cell and is a character elsewhere, and a line feed outside a quoted cell ends the record.
 * @returns the record and the position behind it; undefined when more bytes are needed, or none are left
 * @throws {DatasetError} when the file ends inside a quoted cell, or a record has more than 16 MiB
 */
export function takeRecord(
  bytes: Buffer,
  position: number,
  place: Place,
): { record: CsvRecord; next: number } | undefined {
  const start = place.line === 1 ? skipByteOrderMark(bytes, position) : position;
  const end = findEnd(bytes, start, place.isLast);
  if (end.isFound || (place.isLast && start < bytes.length && !end.isInsideQuotes)) {
    const { at, isWellFormed } = end;
    return { record: { bytes: bytes.subarray(start, at), line: place.line, isWellFormed }, next: at };
  }
  if (bytes.length - start > maxRecordBytes) {
    throw new DatasetError(
      `${place.where}: line ${place.line}: a row of more than 16 MiB, so a quote lacks its partner; no row of the data set has 1 MiB`,
    );
  }
  if (place.isLast && start < bytes.length) {
    throw new DatasetError(
      `${place.where}: line ${place.line}: the file ends inside a quoted cell of this row. ` +
        'It was cut short: copy or download it again',
    );
  }
  return undefined;
}

function skipByteOrderMark(bytes: Buffer, position: number): number {
  const behind = position + byteOrderMark.length;
  return bytes.subarray(position, behind).equals(byteOrderMark) ? behind : position;
}

function findEnd(bytes: Buffer, start: number, isLast: boolean) {
  const { length } = bytes;
  let isInsideQuotes = false;
  let isWellFormed = true;
  for (let at = start; at < length; at++) {
    if (isInsideQuotes) {
      at = bytes.indexOf(quote, at);
      if (at === -1) break;
      if (bytes[at + 1] === quote) at++;
      else if (at + 1 < length || isLast) {
        isInsideQuotes = false;
        if (!endsCell(bytes, at + 1)) isWellFormed = false;
      }
      continue;
    }
    const byte = bytes[at];
    if (byte === lineFeed) return { isFound: true, at: at + 1, isWellFormed, isInsideQuotes };
    if (byte !== quote) continue;
    if (at === start || bytes[at - 1] === comma) isInsideQuotes = true;
    else isWellFormed = false;
  }
  return { isFound: false, at: length, isWellFormed, isInsideQuotes };
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
