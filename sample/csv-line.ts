import { csvLine as quote } from '../src/csv/csv-line.js';

/** A line as Python's csv module writes it: an empty cell is not quoted. */
export const csvLine = (cells: readonly string[]): string =>
  quote(cells.map((cell) => (cell === '' ? null : cell)));
