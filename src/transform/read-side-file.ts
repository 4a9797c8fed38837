import type { Readable } from 'node:stream';
import { eachCsvRow } from '../csv/csv-rows.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import { type ColumnIndex, indexColumns } from '../csv/index-columns.js';
import type { DataFile } from '../files/data-file.js';
import { DatasetError } from '../files/dataset-error.js';
import type { NdjsonFile } from '../hydration/json-lines.js';
import type { Rejection } from '../model/rejection.js';
import type { FileReport } from '../model/report.js';
import { type BudgetLimits, ErrorBudget } from './error-budget.js';

/** A file of the edition: its bytes, its name as it stands in reports, and where it is, for errors. */
export type SourceStream = { stream: Readable; name: string; where: string };

/** Why a row cannot be used. */
export type Fault = Pick<Rejection, 'reason' | 'column' | 'message'>;

/** How the files of an edition are read. */
export type Reading = {
  /** Opens a file; undefined when the edition lacks it. */
  open: (name: DataFile) => Promise<SourceStream | undefined>;
  /** Where rejected rows go, and how many there may be. */
  rejections: NdjsonFile;
  limits: BudgetLimits;
  signal: AbortSignal | undefined;
};

/**
 * Reads a side file row by row; a row with a wrong number of cells, or one for which a fault is answered, goes
 * to the dead-letter file (rule 3).
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected.
 */
export async function readSideFile<C extends string>(
  { stream, name, where }: SourceStream,
  columns: readonly C[],
  { rejections, limits, signal }: Reading,
  onRow: (row: CsvScanner, at: ColumnIndex<C>) => Fault | undefined,
): Promise<FileReport> {
  const report = emptyReport();
  const budget = new ErrorBudget(where, limits);
  let at: ColumnIndex<C> | undefined;
  const readRow = (row: CsvScanner): void => {
    if (at === undefined) {
      at = indexColumns(row.cells(), columns, where);
      return;
    }
    report.rows++;
    const fault = row.length === columns.length ? onRow(row, at) : wrongCount(row, columns.length);
    if (fault === undefined) {
      budget.accept();
      return;
    }
    report.rejected++;
    const raw = row.bytes.toString().replace(/\r?\n$/, '');
    const rejection: Rejection = { file: name, line: row.line, ...fault, raw };
    rejections.write(rejection);
    budget.reject(rejection);
  };
  await eachCsvRow(stream, readRow, signal);
  if (at === undefined) throw new DatasetError(`${where} is empty; expected the header ${columns.join(',')}`);
  budget.settle();
  return report;
}

/** The fault of an id that is no positive integer. */
export const badId = (column: string, cell: string): Fault => ({
  reason: 'id',
  column,
  message: `${column} is '${cell.slice(0, 80)}'; it must be a positive integer`,
});

const emptyReport = (): FileReport => ({
  rows: 0,
  rejected: 0,
  duplicates: { identical: 0, conflicting: 0 },
  orphans: 0,
  issues: {},
  conflicts: [],
});

const wrongCount = (row: CsvScanner, columns: number): Fault => ({
  reason: 'fieldCount',
  column: null,
  message: `${row.length === 0 ? 'a blank line' : `${row.length} cells`}; a row has ${columns} cells`,
});
