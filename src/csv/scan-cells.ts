import { CsvScanner } from './csv-scanner.js';

/** Cells as a row of a file, for whoever reads rows where they stand. */
export function scanCells(cells: readonly string[]): CsvScanner {
  const scanner = new CsvScanner();
  scanner.push(Buffer.from(`${cells.map(quoteCell).join(',')}\n`));
  scanner.end();
  scanner.next();
  return scanner;
}

const quoteCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
