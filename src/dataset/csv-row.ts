/** A row as it stands in the file. */
export type CsvRow = {
  /** Quotes undone, newlines kept; none for a blank line. */
  readonly cells: string[];
  /** Physical line on which the row begins, from 1. */
  readonly line: number;
  /** The bytes of the row, its line end included. */
  readonly bytes: Buffer;
};

/** A row that makes its bytes only when they are asked for, which is when it is rejected. */
export class TakenRow implements CsvRow {
  constructor(
    readonly cells: string[],
    readonly line: number,
    private readonly buffer: Buffer,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get bytes(): Buffer {
    return this.buffer.subarray(this.start, this.end);
  }
}
