import { crc32 } from 'node:zlib';
import type { CsvRow } from '../csv/rows.js';
import type { FileReport } from '../model/report.js';

/** What tells whether two rows are the same in every byte, without keeping them. */
type Fingerprint = { line: number; size: number; checksum: number };

/** The rows of a file by id, of which the later one is kept. */
export class LatestRows<T> {
  readonly #rows = new Map<number, Fingerprint & { value: T }>();
  readonly #dropped: (Fingerprint & { id: number })[] = [];

  /**
   * Takes in a row.
   * @returns the value of the row that gives way to it, if there is one.
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

  /** What the rows that gave way say of the file; once it is read. */
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

/** The last row of a file may lack its line end and be the same all the same. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return bytes.subarray(0, end);
}
