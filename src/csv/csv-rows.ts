import type { Readable } from 'node:stream';
import { CsvScanner } from './csv-scanner.js';

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
