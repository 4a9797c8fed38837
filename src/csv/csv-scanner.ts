import { copyAsJson } from './copy-as-json.js';
import type { CsvRow } from './csv-row.js';
import { undoQuotes } from './undo-quotes.js';

const [lineFeed, carriageReturn, space, quote, comma, point] = [10, 13, 32, 34, 44, 46];
const lastAscii = 127;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** No row of the data set comes near this (the longest, in credits.csv, has about 200 kB). */
const maxRowBytes = 16 * 1024 * 1024;

/** Characters of a cell that may share the text of its row. */
const maxSlice = 64;

/** Where the scanner stands: before a cell, in a plain one, inside quotes, or behind a quote inside quotes. */
const [atCell, inPlain, inQuotes, atQuote] = [0, 1, 2, 3];

/** What was seen in a cell: it began with a quote, a doubled quote, text behind the closing quote, bytes beyond ASCII. */
const [isQuoted, isDoubled, isOdd, isWide] = [1, 2, 4, 8];

/**
 * Finds rows and cells in the bytes of a CSV file, chunk by chunk; each byte is looked at once. Cells as in RFC
 * 4180 and Python's `csv`: a quote opens only at the start of a cell, may hold newlines, and `""` is a quote;
 * rows end in LF or CR LF; a byte order mark is taken off. A blank line is a row without cells.
 *
 * Three to nine times as fast as csv-parser, which the tests compare it with (bench/transform.ts; 2026-11).
 * What it answers of a row holds until the next `push`, but for texts, which are the caller's.
 */
export class CsvScanner {
  private buffer: Buffer = Buffer.alloc(0);
  private block: Buffer = Buffer.alloc(0);
  private isStarted = false;
  private isEnded = false;
  private state = atCell;
  private position = 0;
  private flags = 0;
  private cellStart = 0;
  /** Just behind the last closing quote. */
  private closed = 0;
  private lineFeeds = 0;
  private rowStart = 0;
  private rowEnd = 0;
  private nextLine = 1;
  private rowText: string | undefined;
  /** Start, end and flags of each cell; positions are in the buffer. */
  private bounds = new Int32Array(3 * 32);
  private count = 0;
  /** The row is whole: the next one begins at `position`. */
  private isWhole = true;

  /** Physical line on which the row begins, from 1. */
  line = 1;

  /** Cells of the row. */
  get length(): number {
    return this.count;
  }

  /** Hands over the next bytes. All whole rows of the earlier ones must have been taken. */
  push(chunk: Buffer): void {
    const from = this.isWhole ? this.position : this.rowStart;
    this.buffer = from === this.buffer.length ? chunk : this.join(this.buffer.subarray(from), chunk);
    if (!this.isStarted) this.start();
    this.position -= from;
    this.cellStart -= from;
    this.closed -= from;
    this.rowStart -= from;
    for (let at = 0; at < this.count; at++) {
      this.bounds[3 * at] = (this.bounds[3 * at] as number) - from;
      this.bounds[3 * at + 1] = (this.bounds[3 * at + 1] as number) - from;
    }
  }

  /** Says that no more bytes come: the last row may lack its line end. */
  end(): void {
    this.isEnded = true;
    this.isStarted = true;
  }

  /**
   * Goes to the next row; false when more bytes are needed for it, or there is none.
   * @throws {RangeError} at a row of more than 16 MiB, which is a quote without its partner.
   */
  next(): boolean {
    if (!this.isStarted) return false;
    if (this.isWhole) this.beginRow();
    if (!this.scan()) {
      if (this.buffer.length - this.rowStart > maxRowBytes) {
        throw new RangeError(
          `line ${this.line}: a row of more than 16 MiB, so a quote lacks its partner; no row of the data set has 1 MiB`,
        );
      }
      if (!this.isEnded || this.rowStart === this.buffer.length) return false;
      this.endRow(this.buffer.length, this.buffer.length);
    }
    return true;
  }

  /** A cell as text, quotes undone. */
  cell(index: number): string {
    const start = this.bounds[3 * index] as number;
    const end = this.bounds[3 * index + 1] as number;
    const flags = this.bounds[3 * index + 2] as number;
    if (flags & isOdd) return undoQuotes(this.buffer.toString('utf8', start, end));
    const text = this.text(flags & isQuoted ? start + 1 : start, flags & isQuoted ? end - 1 : end, flags);
    return flags & isDoubled ? text.replaceAll('""', '"') : text;
  }

  /** Whether a cell is empty or only white space. */
  isBlank(index: number): boolean {
    const start = this.bounds[3 * index] as number;
    const flags = this.bounds[3 * index + 2] as number;
    const first = this.buffer[flags & isQuoted ? start + 1 : start] as number;
    const isEmpty = start === (this.bounds[3 * index + 1] as number);
    // Nearly always the first character tells.
    if (!isEmpty && first > space && first <= lastAscii && first !== quote) return false;
    return this.cell(index).trim() === '';
  }

  /** The bytes among which cells are, for whoever reads them where they stand. */
  get source(): Buffer {
    return this.buffer;
  }

  /** Where a cell begins, its quotes included. */
  startOf(index: number): number {
    return this.bounds[3 * index] as number;
  }

  endOf(index: number): number {
    return this.bounds[3 * index + 1] as number;
  }

  /** Whether a cell is inside quotes, with nothing behind them. */
  isQuoted(index: number): boolean {
    return ((this.bounds[3 * index + 2] as number) & (isQuoted | isOdd)) === isQuoted;
  }

  /** Copies a cell as JSON, see {@link copyAsJson}; answers where it ends in the target. */
  copyJson(index: number, target: Buffer, at: number): number {
    const start = this.bounds[3 * index] as number;
    const end = this.bounds[3 * index + 1] as number;
    const flags = this.bounds[3 * index + 2] as number;
    if (flags & isOdd) return at + target.write(JSON.stringify(this.cell(index)), at);
    if (flags & isQuoted) return copyAsJson(this.buffer, start + 1, end - 1, true, target, at);
    return copyAsJson(this.buffer, start, end, false, target, at);
  }

  /** A cell of up to 15 plain digits as a number; -1 for any other. Makes no text, for files of many million rows. */
  digits(index: number): number {
    const start = this.bounds[3 * index] as number;
    const end = this.bounds[3 * index + 1] as number;
    if (end === start || end - start > 15) return -1;
    let value = 0;
    for (let at = start; at < end; at++) {
      const digit = (this.buffer[at] as number) - 48;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  /** A cell such as `3.5` in tenths, 35; -1 for any other. */
  tenths(index: number): number {
    const start = this.bounds[3 * index] as number;
    const isPlain = (this.bounds[3 * index + 1] as number) - start === 3 && this.buffer[start + 1] === point;
    const whole = (this.buffer[start] as number) - 48;
    const tenth = (this.buffer[start + 2] as number) - 48;
    return isPlain && whole >= 0 && whole <= 9 && tenth >= 0 && tenth <= 9 ? 10 * whole + tenth : -1;
  }

  /** How many bytes the row has, its line end included. */
  get size(): number {
    return this.rowEnd - this.rowStart;
  }

  /** The bytes of the row as they stand, its line end included. */
  get bytes(): Buffer {
    return this.buffer.subarray(this.rowStart, this.rowEnd);
  }

  /** All cells as texts. */
  cells(): string[] {
    const cells: string[] = [];
    for (let at = 0; at < this.count; at++) cells.push(this.cell(at));
    return cells;
  }

  /** The row as a value that outlives the next one. */
  take(): CsvRow {
    return { cells: this.cells(), line: this.line, bytes: Buffer.from(this.bytes) };
  }

  /** In a block that serves every time: fresh memory costs as much as the scan itself (2026-11). */
  private join(rest: Buffer, chunk: Buffer): Buffer {
    const length = rest.length + chunk.length;
    const block = length <= this.block.length ? this.block : Buffer.allocUnsafeSlow(2 * length);
    block.set(rest);
    block.set(chunk, rest.length);
    this.block = block;
    return block.subarray(0, length);
  }

  private start(): void {
    if (this.buffer.length < byteOrderMark.length) return;
    this.isStarted = true;
    if (this.buffer.subarray(0, byteOrderMark.length).equals(byteOrderMark)) {
      this.buffer = this.buffer.subarray(byteOrderMark.length);
    }
  }

  private beginRow(): void {
    this.rowStart = this.position;
    this.line = this.nextLine;
    this.count = 0;
    this.rowText = undefined;
    this.lineFeeds = 0;
    this.state = atCell;
    this.isWhole = false;
  }

  /** On to the end of the row; false when the bytes end before it. */
  private scan(): boolean {
    const { buffer } = this;
    const { length } = buffer;
    let { position, state } = this;
    let seen = 0;
    let byte = 0;
    while (position < length) {
      if (state === atCell) {
        this.cellStart = position;
        this.flags = 0;
        if (buffer[position] === quote) {
          this.flags = isQuoted;
          position++;
          state = inQuotes;
        } else state = inPlain;
      }
      if (state === inQuotes) {
        seen = 0;
        for (; position < length; position++) {
          byte = buffer[position] as number;
          if (byte === quote) break;
          if (byte === lineFeed) this.lineFeeds++;
          seen |= byte;
        }
        if (seen > 127) this.flags |= isWide;
        if (position === length) break;
        position++;
        state = atQuote;
        if (position === length) break;
      }
      if (state === atQuote) {
        byte = buffer[position] as number;
        if (byte === quote) {
          this.flags |= isDoubled;
          position++;
          state = inQuotes;
          continue;
        }
        this.closed = position;
        state = inPlain;
      }
      seen = 0;
      for (; position < length; position++) {
        byte = buffer[position] as number;
        if (byte === comma || byte === lineFeed) break;
        seen |= byte;
      }
      if (seen > 127) this.flags |= isWide;
      if (position === length) break;
      if (byte === lineFeed) {
        this.endRow(position, position + 1);
        return true;
      }
      this.endCell(position);
      position++;
      state = atCell;
    }
    this.position = position;
    this.state = state;
    return false;
  }

  private endCell(end: number): void {
    if (3 * this.count === this.bounds.length) {
      const bounds = new Int32Array(2 * this.bounds.length);
      bounds.set(this.bounds);
      this.bounds = bounds;
    }
    if (this.flags & isQuoted && this.closed !== end) this.flags |= isOdd;
    this.bounds[3 * this.count] = this.cellStart;
    this.bounds[3 * this.count + 1] = end;
    this.bounds[3 * this.count + 2] = this.flags;
    this.count++;
  }

  private endRow(end: number, next: number): void {
    if (this.state === atCell && end === next) this.beginLastCell(end);
    if (this.state === atQuote && end === next) this.closed = end;
    const isReturned = end > this.cellStart && this.buffer[end - 1] === carriageReturn;
    const cellEnd = isReturned ? end - 1 : end;
    if (this.count > 0 || cellEnd > this.cellStart) this.endCell(cellEnd);
    this.rowEnd = next;
    this.position = next;
    this.nextLine = this.line + this.lineFeeds + 1;
    this.isWhole = true;
  }

  /** The bytes ended right behind a comma: an empty cell follows. */
  private beginLastCell(end: number): void {
    this.cellStart = end;
    this.flags = 0;
  }

  /**
   * One conversion serves all short cells of a row that are in ASCII. A long one has a text of its own: reading a text that
   * V8 keeps as a slice of another takes three times as long (2026-11).
   */
  private text(start: number, end: number, flags: number): string {
    if (flags & isWide) return this.buffer.toString('utf8', start, end);
    if (end - start > maxSlice) return this.buffer.toString('latin1', start, end);
    this.rowText ??= this.buffer.toString('latin1', this.rowStart, this.rowEnd);
    return this.rowText.slice(start - this.rowStart, end - this.rowStart);
  }
}
