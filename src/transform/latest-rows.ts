import { crc32 } from 'node:zlib';
import type { CsvRow } from '../csv/rows.js';
import type { FileReport } from '../model/report.js';
import type { SpillFile } from './spill-file.js';

/** A row; size and checksum tell whether two rows are equal byte by byte, without keeping their bytes. */
export type SpilledRow<T> = { line: number; size: number; checksum: number; value: T };

/** The rows of a file by id, on disk; of several rows of an id the last is kept. */
export class LatestRows<T> {
  readonly #spill: SpillFile<SpilledRow<T>>;
  /** Indices in the spill file by id. */
  readonly #rows = new Map<number, number>();
  readonly #dropped: { id: number; row: SpilledRow<T> }[] = [];

  constructor(spill: SpillFile<SpilledRow<T>>) {
    this.#spill = spill;
  }

  /**
   * Adds a row.
   * @returns the value of the row whose place it takes, if there is one
   */
  add(id: number, { line, bytes }: CsvRow, value: T): T | undefined {
    const earlier = this.#read(id);
    if (earlier !== undefined) this.#dropped.push({ id, row: earlier });
    const content = withoutLineEnd(bytes);
    this.#rows.set(id, this.#spill.write({ line, size: content.length, checksum: crc32(content), value }));
    return earlier?.value;
  }

  get(id: number): T | undefined {
    return this.#read(id)?.value;
  }

  *entries(): Generator<[id: number, value: T]> {
    for (const [id, index] of this.#rows) yield [id, this.#spill.read(index).value];
  }

  /** Counts the dropped rows, and lists those that differ from the row that is kept; call it when all rows are read. */
  duplicates(): Pick<FileReport, 'duplicates' | 'conflicts'> {
    const conflicts: FileReport['conflicts'] = [];
    for (const { id, row } of this.#dropped) {
      const kept = this.#read(id);
      if (kept === undefined || (kept.size === row.size && kept.checksum === row.checksum)) continue;
      conflicts.push({ id, keptLine: kept.line, droppedLine: row.line });
    }
    const conflicting = conflicts.length;
    return { duplicates: { identical: this.#dropped.length - conflicting, conflicting }, conflicts };
  }

  #read(id: number): SpilledRow<T> | undefined {
    const index = this.#rows.get(id);
    return index === undefined ? undefined : this.#spill.read(index);
  }
}

/** The last row of a file may lack its line end. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return bytes.subarray(0, end);
}
