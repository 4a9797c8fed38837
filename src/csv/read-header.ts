import type { Readable } from 'node:stream';
import { DatasetError } from '../files/dataset-error.js';
import { type ColumnIndex, type Columns, indexColumns } from './columns.js';
import { type CsvRow, readRows } from './rows.js';

/** A file of the edition: its bytes, its name as it stands in reports, and where it is, for errors. */
export type SourceStream = { stream: Readable; name: string; where: string };

/** A CSV file below its header. */
export type Table<C extends string> = {
  at: ColumnIndex<C>;
  /** The header as it stands. */
  header: readonly string[];
  rows: AsyncGenerator<CsvRow>;
};

/**
 * Reads the header of a file. The rows must be read or closed.
 * @returns where its columns are, and the rows below the header
 * @throws {DatasetError} when a column is missing
 */
export async function readHeader<C extends string>(
  { stream, where }: SourceStream,
  columns: Columns<C>,
  signal: AbortSignal,
): Promise<Table<C>> {
  const rows = readRows(stream, where, signal);
  try {
    const header = await rows.next();
    if (header.done) {
      throw new DatasetError(`${where} is empty; expected the header ${columns.needed.join(',')}`);
    }
    const { cells } = header.value;
    return { at: indexColumns(cells, columns, where), header: cells, rows };
  } catch (error) {
    await rows.return(undefined);
    throw error;
  }
}
