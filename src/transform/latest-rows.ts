import { crc32 } from 'node:zlib';
import type { CsvRow } from '../csv/rows.js';
import type { FileReport } from '../model/report.js';

/** Tells whether two rows are equal byte by byte, without keeping their bytes. */
type Fingerprint = { line: number; size: number; checksum: number };

/** The rows of a file by id; of several rows of an id the last is kept. */
export class LatestRows<T> {
  readonly #rows = new Map<number, Fingerprint & { value: T }>();
  readonly #dropped: (Fingerprint & { id: number })[] = [];

  /**
   * Adds a row.
   * @returns the value of the row whose place it takes, if there is one
   */
  add(id: number, row: CsvRow, value: T): T | undefined {
    const earlier = this.#rows.get(id);
    if (earlier !== undefined) {
      const { line, size, checksum } = earlier;
      this.#dropped.push({ id, line, size, checksum });
    }
    const content = withoutLineEnd(row.bytes);
    this.#rows.set(id, { line: row.line, size: content.length, checksum: crc32(content), value });
    return earlier?.value;
  }

  get(id: number): T | undefined {
    return this.#rows.get(id)?.value;
  }

  *entries(): Generator<[id: number, value: T]> {
    for (const [id, { value }] of this.#rows) yield [id, value];
  }

  /** Counts the dropped rows, and lists those that differ from the row that is kept; call it when all rows are read. */
  duplicates(): Pick<FileReport, 'duplicates' | 'conflicts'> {
    const conflicts: FileReport['conflicts'] = [];
    for (const { id, line, size, checksum } of this.#dropped) {
      const kept = this.#rows.get(id);
      if (kept === undefined || (kept.size === size && kept.checksum === checksum)) continue;
      conflicts.push({ id, keptLine: kept.line, droppedLine: line });
    }
    const conflicting = conflicts.length;
    return { duplicates: { identical: this.#dropped.length - conflicting, conflicting }, conflicts };
  }
}

/** The last row of a file may lack its line end. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return bytes.subarray(0, end);
}
