import { crc32 } from 'node:zlib';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { FileReport } from '../model/report.js';
import { NumberList } from './number-list.js';

type Row = { line: number; length: number; checksum: number };

/**
 * Remembers the row that stays of each key, which is the later one, and those that gave way to it. Rows are the
 * same when their bytes are: told by length and CRC-32, so that no row has to be kept.
 */
export class LatestRows {
  private readonly lines = new NumberList(Uint32Array);
  private readonly lengths = new NumberList(Uint32Array);
  private readonly checksums = new NumberList(Uint32Array);
  private readonly dropped: { key: number; row: Row }[] = [];

  /** Takes a row in; `key` is a number from 0. */
  add(key: number, { line, bytes }: CsvScanner): void {
    if (this.has(key)) this.dropped.push({ key, row: this.rowOf(key) });
    const content = withoutLineEnd(bytes);
    this.lines.set(key, line);
    this.lengths.set(key, content.length);
    this.checksums.set(key, crc32(content));
  }

  has = (key: number): boolean => this.lines.at(key) > 0;
  lineOf = (key: number): number => this.lines.at(key);

  /** Writes what became of the rows into the report of their file; once, at the end. */
  reportInto(report: FileReport, idOf: (key: number) => number): void {
    for (const { key, row } of this.dropped) {
      const kept = this.rowOf(key);
      if (kept.length === row.length && kept.checksum === row.checksum) report.duplicates.identical++;
      else {
        report.duplicates.conflicting++;
        report.conflicts.push({ id: idOf(key), keptLine: kept.line, droppedLine: row.line });
      }
    }
  }

  private rowOf(key: number): Row {
    return { line: this.lines.at(key), length: this.lengths.at(key), checksum: this.checksums.at(key) };
  }
}

/** The last row of a file may lack its line end and be the same all the same. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return bytes.subarray(0, end);
}
