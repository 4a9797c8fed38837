import { type Columns, ignoredColumns, toRecord } from '../csv/columns.js';
import { type Fault, wrongNumberOfCells } from '../csv/faults.js';
import { readHeader, type SourceStream } from '../csv/read-header.js';
import type { CsvRow } from '../csv/rows.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import type { FileReport } from '../model/report.js';
import type { SideRole } from '../sources/shape.js';
import { type BudgetLimits, ErrorBudget } from './error-budget.js';
import type { CellOptions } from './unreadable-columns.js';

/** How the files of an edition are read. */
export type ReadContext = {
  /** Opens a file; undefined when the edition lacks it. */
  open: (role: 'movies' | SideRole) => Promise<SourceStream | undefined>;
  /** Where rejected rows are written, and how many there may be. */
  rejections: NdjsonFile;
  limits: BudgetLimits;
  cells: CellOptions;
  signal: AbortSignal;
};

/**
 * Reads a file row by row; a row with a wrong number of cells, or one for which a fault is returned, is rejected (rule 3).
 * @throws {DatasetError} when a column is missing, or too many rows are rejected
 */
export async function readTable<C extends string>(
  file: SourceStream,
  columns: Columns<C>,
  { rejections, limits, signal }: ReadContext,
  read: (record: Record<C, string>, row: CsvRow) => Fault | undefined,
): Promise<FileReport> {
  const budget = new ErrorBudget(file, rejections, limits);
  const { at, header, rows } = await readHeader(file, columns, signal);
  for await (const row of rows) {
    const { length } = row.cells;
    const fault =
      length === header.length
        ? read(toRecord(row.cells, at), row)
        : wrongNumberOfCells(length, header.length);
    if (fault === undefined) budget.accept();
    else budget.reject(row, fault);
  }
  budget.checkShares();
  return newFileReport(budget, ignoredColumns(header, columns));
}

/** The report of a file of which no more is known than its rows. */
export const newFileReport = (
  { rows, rejected }: Pick<FileReport, 'rows' | 'rejected'>,
  ignored: readonly string[],
): FileReport => ({
  rows,
  rejected,
  ...(ignored.length > 0 && { ignored }),
  duplicates: { identical: 0, conflicting: 0 },
  orphans: 0,
  issues: {},
  conflicts: [],
});
