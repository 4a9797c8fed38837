import type { Readable } from 'node:stream';
import { type ColumnIndex, indexColumns, toRecord } from '../csv/columns.js';
import { type CsvRow, readRows } from '../csv/rows.js';
import type { DataFile } from '../files/data-file.js';
import { DatasetError } from '../files/dataset-error.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import type { FileReport } from '../model/report.js';
import { type BudgetLimits, ErrorBudget, type Fault, wrongNumberOfCells } from './error-budget.js';

/** A file of the edition: its bytes, its name as it stands in reports, and where it is, for errors. */
export type SourceStream = { stream: Readable; name: string; where: string };

/** How the files of an edition are read. */
export type ReadContext = {
  /** Opens a file; undefined when the edition lacks it. */
  open: (name: DataFile) => Promise<SourceStream | undefined>;
  /** Where rejected rows are written, and how many there may be. */
  rejections: NdjsonFile;
  limits: BudgetLimits;
  signal: AbortSignal;
};

/**
 * Reads the header of a file. The rows must be read or closed.
 * @returns where its columns are, and the rows below the header
 * @throws {DatasetError} when the header is not the data set's
 */
export async function readHeader<C extends string>(
  { stream, where }: SourceStream,
  columns: readonly C[],
  signal: AbortSignal,
): Promise<{ at: ColumnIndex<C>; rows: AsyncGenerator<CsvRow> }> {
  const rows = readRows(stream, where, signal);
  try {
    const header = await rows.next();
    if (header.done) throw new DatasetError(`${where} is empty; expected the header ${columns.join(',')}`);
    return { at: indexColumns(header.value.cells, columns, where), rows };
  } catch (error) {
    await rows.return(undefined);
    throw error;
  }
}

/**
 * Reads a file row by row; a row with a wrong number of cells, or one for which a fault is returned, is rejected (rule 3).
 * @throws {DatasetError} when the header is not the data set's, or too many rows are rejected
 */
export async function readTable<C extends string>(
  file: SourceStream,
  columns: readonly C[],
  { rejections, limits, signal }: ReadContext,
  read: (record: Record<C, string>, row: CsvRow) => Fault | undefined,
): Promise<FileReport> {
  const budget = new ErrorBudget(file, rejections, limits);
  const { at, rows } = await readHeader(file, columns, signal);
  for await (const row of rows) {
    const { length } = row.cells;
    const fault =
      length === columns.length
        ? read(toRecord(row.cells, at), row)
        : wrongNumberOfCells(length, columns.length);
    if (fault === undefined) budget.accept();
    else budget.reject(row, fault);
  }
  budget.checkShares();
  return newFileReport(budget);
}

/** The report of a file of which no more is known than its rows. */
export const newFileReport = ({ rows, rejected }: Pick<FileReport, 'rows' | 'rejected'>): FileReport => ({
  rows,
  rejected,
  duplicates: { identical: 0, conflicting: 0 },
  orphans: 0,
  issues: {},
  conflicts: [],
});
