import type { ByteStrings } from '../csv/byte-strings.js';
import { copyDecimal, maxJsonGrowth } from '../csv/copy-as-json.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import type { MetadataField } from './metadata-movie.js';

const [comma, zero, openingBracket, closingBracket] = [44, 48, 91, 93];
const maxInteger = 2 ** 31 - 1;

/** Room for the names of all fields, and for what is longer in JSON than in its cell, such as a padded id. */
const roomForNames = 2048;

/** Up to so many bytes are sooner copied one by one than by a call out of JavaScript (2026-11). */
const maxCopied = 24;

/**
 * Writes the documents of movies field by field, each a JSON object that still lacks its end. Texts go from the
 * bytes of their row to those of the document, and are no JavaScript strings on the way.
 */
export class DocumentWriter {
  /** The bits of this document's fields that are neither null nor empty. */
  known = 0;
  private block: Buffer = Buffer.alloc(0);
  private at = 0;

  constructor(private readonly file: NdjsonFile) {}

  /** Begins the document of a row. */
  begin(row: CsvScanner): void {
    this.known = 0;
    const { block, at } = this.file.room(maxJsonGrowth * row.size + roomForNames);
    this.block = block;
    this.at = at;
  }

  /** Ends the document. */
  end(): void {
    this.file.fillTo(this.at);
  }

  /** A cell that is text: as it stands; null when it is empty or only white space. */
  text(field: MetadataField, row: CsvScanner, index: number): void {
    this.copy(field.prefix);
    if (row.isBlank(index)) {
      this.ascii('null');
      return;
    }
    this.known |= field.bit;
    this.at = row.copyJson(index, this.block, this.at);
  }

  json(field: MetadataField, json: Uint8Array, isKnown: boolean): void {
    this.copy(field.prefix);
    this.copy(json);
    if (isKnown) this.known |= field.bit;
  }

  /** A list of those strings of JSON that have these numbers. */
  list(field: MetadataField, jsons: ByteStrings, numbers: Int32Array, count: number): void {
    this.copy(field.prefix);
    const { block } = this;
    block[this.at++] = openingBracket;
    for (let index = 0; index < count; index++) {
      if (index > 0) block[this.at++] = comma;
      this.at = jsons.copy(numbers[index] as number, block, this.at);
    }
    block[this.at++] = closingBracket;
    if (count > 0) this.known |= field.bit;
  }

  number(field: MetadataField, value: number | null): void {
    this.copy(field.prefix);
    if (value !== null) this.known |= field.bit;
    if (value !== null && value >= 0 && value <= maxInteger && value === Math.floor(value))
      this.digits(value);
    else this.ascii(value === null ? 'null' : String(value));
  }

  /** A cell that is a number as JSON spells it; false when it is not, and has to be read. */
  decimal(field: MetadataField, row: CsvScanner, index: number): boolean {
    const start = this.at;
    this.copy(field.prefix);
    const end = copyDecimal(row.source, row.startOf(index), row.endOf(index), this.block, this.at);
    this.at = end === -1 ? start : end;
    if (end !== -1) this.known |= field.bit;
    return end !== -1;
  }

  /** A text that needs no escapes. */
  word(field: MetadataField, value: string | null): void {
    this.copy(field.prefix);
    if (value === null) {
      this.ascii('null');
      return;
    }
    this.known |= field.bit;
    this.ascii('"');
    this.ascii(value);
    this.ascii('"');
  }

  private copy(bytes: Uint8Array): void {
    const { block, at } = this;
    const { length } = bytes;
    if (length > maxCopied) block.set(bytes, at);
    else for (let index = 0; index < length; index++) block[at + index] = bytes[index] as number;
    this.at = at + length;
  }

  private digits(value: number): void {
    const { block } = this;
    let length = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) length++;
    let rest = value;
    this.at += length;
    for (let at = this.at - 1; length > 0; length--) {
      const tenth = Math.floor(rest / 10);
      block[at--] = zero + rest - 10 * tenth;
      rest = tenth;
    }
  }

  private ascii(text: string): void {
    const { block, at } = this;
    for (let index = 0; index < text.length; index++) block[at + index] = text.charCodeAt(index);
    this.at = at + text.length;
  }
}
