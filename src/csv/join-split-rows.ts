import type { CsvRow } from './rows.js';

/** A row of a file; or two that were one record, joined. */
export type JoinedRow = CsvRow & { isRepaired?: true };

/**
 * Joins records split by a bare newline (rule 2): two consecutive short rows whose cells add up to the number of columns
 * plus one are one record, and the newline goes back between the halves. Every other row passes as it is, whatever its
 * number of cells.
 */
export async function* joinSplitRows(
  rows: AsyncIterable<CsvRow>,
  columns: number,
): AsyncGenerator<JoinedRow> {
  /** A short row that waits for its neighbour. */
  let first: CsvRow | undefined;
  for await (const row of rows) {
    const isShort = row.cells.length > 0 && row.cells.length < columns;
    if (first !== undefined && isShort && first.cells.length + row.cells.length === columns + 1) {
      yield join(first, row);
      first = undefined;
      continue;
    }
    if (first !== undefined) yield first;
    first = isShort ? row : undefined;
    if (!isShort) yield row;
  }
  if (first !== undefined) yield first;
}

function join(first: CsvRow, second: CsvRow): JoinedRow {
  const torn = `${first.cells.at(-1)}\n${second.cells[0]}`;
  return {
    cells: [...first.cells.slice(0, -1), torn, ...second.cells.slice(1)],
    line: first.line,
    bytes: Buffer.concat([first.bytes, second.bytes]),
    isRepaired: true,
  };
}
