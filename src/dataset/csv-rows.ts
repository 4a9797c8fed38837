import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import csvParser from 'csv-parser';
import { LineWindow } from './line-window.js';

/** A row as it stands in the file. */
export type CsvRow = {
  cells: string[];
  /** Physical line on which the row begins, from 1. */
  line: number;
  /** The bytes of the row, its line end included. */
  bytes: Buffer;
};

/** No row of the data set comes near this (the longest, in credits.csv, has about 200 kB). */
const maxRowBytes = 16 * 1024 * 1024;

/**
 * The rows of a CSV file in order, its header among them; cells as text, quotes undone, newlines kept.
 * A blank line is a row without cells.
 * @throws when the source fails, or at a row of more than 16 MiB (a quote without its partner).
 */
export async function* readCsvRows(source: Readable): AsyncGenerator<CsvRow> {
  const window = new LineWindow();
  const parser = csvParser({ headers: false, outputByteOffset: true, maxRowBytes });
  // The callback is there to be notified; the error itself reaches the loop below through the parser.
  const rows: AsyncIterable<ParsedRow> = pipeline(source, window.tap, parser, () => {});
  let previous: ParsedRow | undefined;
  for await (const row of rows) {
    if (previous !== undefined) yield { cells: cellsOf(previous), ...window.take(row.byteOffset) };
    previous = row;
  }
  if (previous !== undefined) yield { cells: cellsOf(previous), ...window.take() };
}

/** What csv-parser answers with `headers: false` and `outputByteOffset`: cells by their index. */
type ParsedRow = { row: Record<number, string>; byteOffset: number };

/** Integer keys come in ascending order. */
const cellsOf = ({ row }: ParsedRow): string[] => Object.values(row);
