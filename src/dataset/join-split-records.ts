import type { CsvRow } from './csv-rows.js';

/** A record of the data set: one row, or two that a bare newline had torn apart. */
export type CsvRecord = CsvRow & { isRepaired: boolean };

/**
 * Joins records split by a bare newline (rule 2): two consecutive short rows whose cells add up to the number
 * of columns plus one are one record, and the newline goes back between the halves. Every other row passes as
 * it is, whatever its number of cells.
 */
export async function* joinSplitRecords(
  rows: AsyncIterable<CsvRow>,
  columns: number,
): AsyncGenerator<CsvRecord> {
  let first: CsvRow | undefined;
  for await (const row of rows) {
    if (first === undefined) {
      if (isShort(row, columns)) first = row;
      else yield { ...row, isRepaired: false };
    } else if (isShort(row, columns) && first.cells.length + row.cells.length === columns + 1) {
      yield join(first, row);
      first = undefined;
    } else {
      yield { ...first, isRepaired: false };
      first = isShort(row, columns) ? row : undefined;
      if (first === undefined) yield { ...row, isRepaired: false };
    }
  }
  if (first !== undefined) yield { ...first, isRepaired: false };
}

const isShort = (row: CsvRow, columns: number): boolean => row.cells.length > 0 && row.cells.length < columns;

function join(first: CsvRow, second: CsvRow): CsvRecord {
  const torn = `${first.cells.at(-1)}\n${second.cells[0]}`;
  return {
    cells: [...first.cells.slice(0, -1), torn, ...second.cells.slice(1)],
    line: first.line,
    bytes: Buffer.concat([first.bytes, second.bytes]),
    isRepaired: true,
  };
}
