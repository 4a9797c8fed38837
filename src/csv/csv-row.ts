/** A row as it stands in the file. */
export type CsvRow = {
  /** Quotes undone, newlines kept; none for a blank line. */
  readonly cells: string[];
  /** Physical line on which the row begins, from 1. */
  readonly line: number;
  /** The bytes of the row, its line end included. */
  readonly bytes: Buffer;
};
