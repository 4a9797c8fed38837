import type { CsvRow } from './csv-row.js';

/**
 * Joins records split by a bare newline (rule 2): two consecutive short rows whose cells add up to the number
 * of columns plus one are one record, and the newline goes back between the halves. Every other row passes as
 * it is, whatever its number of cells.
 */
export class SplitRecordJoiner {
  /** A short row that waits for its neighbour. */
  private first: CsvRow | undefined;

  constructor(
    private readonly columns: number,
    private readonly onRecord: (record: CsvRow, isRepaired: boolean) => void,
  ) {}

  add(row: CsvRow): void {
    const { first } = this;
    const isShort = row.cells.length > 0 && row.cells.length < this.columns;
    if (first !== undefined && isShort && first.cells.length + row.cells.length === this.columns + 1) {
      this.first = undefined;
      this.onRecord(join(first, row), true);
      return;
    }
    this.end();
    if (isShort) this.first = row;
    else this.onRecord(row, false);
  }

  /** Says that no more rows come. */
  end(): void {
    const { first } = this;
    this.first = undefined;
    if (first !== undefined) this.onRecord(first, false);
  }
}

function join(first: CsvRow, second: CsvRow): CsvRow {
  const torn = `${first.cells.at(-1)}\n${second.cells[0]}`;
  return {
    cells: [...first.cells.slice(0, -1), torn, ...second.cells.slice(1)],
    line: first.line,
    bytes: Buffer.concat([first.bytes, second.bytes]),
  };
}
