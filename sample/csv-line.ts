const needsQuotes = /[",\r\n]/;

/** Returns one CSV record as Python's csv module writes it: quoted only where it must be, quotes doubled, `\n` at the end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
