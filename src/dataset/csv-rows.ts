import type { Readable } from 'node:stream';
import { CsvScanner } from './csv-scanner.js';

/** A row as it stands in the file. */
export type CsvRow = {
  /** Quotes undone, newlines kept; none for a blank line. */
  cells: string[];
  /** Physical line on which the row begins, from 1. */
  line: number;
  /** The bytes of the row, its line end included. */
  bytes: Buffer;
};

/**
 * Shows the rows of a CSV file one by one, its header among them. The scanner it hands over is the same for
 * all of them: whoever needs something of a row takes it at once.
 * @throws when the source fails, at a row of more than 16 MiB, or when the signal says to stop.
 */
export async function eachCsvRow(
  source: Readable,
  onRow: (row: CsvScanner) => void,
  signal?: AbortSignal,
): Promise<void> {
  const scanner = new CsvScanner();
  for await (const chunk of source as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    scanner.push(chunk);
    while (scanner.next()) onRow(scanner);
  }
  scanner.end();
  while (scanner.next()) onRow(scanner);
}

/** The rows of a CSV file in order, its header among them. Errors as of `eachCsvRow`. */
export async function* readCsvRows(source: Readable): AsyncGenerator<CsvRow> {
  const scanner = new CsvScanner();
  for await (const chunk of source as AsyncIterable<Buffer>) {
    scanner.push(chunk);
    while (scanner.next()) yield rowOf(scanner);
  }
  scanner.end();
  while (scanner.next()) yield rowOf(scanner);
}

function rowOf(scanner: CsvScanner): CsvRow {
  const cells: string[] = [];
  for (let at = 0; at < scanner.length; at++) cells.push(scanner.cell(at));
  return { cells, line: scanner.line, bytes: scanner.bytes };
}
