import { showCell } from '../files/show-text.js';
import type { Rejection } from '../model/rejection.js';

/** Why a row cannot be used. */
export type Fault = Pick<Rejection, 'column' | 'reason' | 'message'>;

/** The fault of a row with a wrong number of cells (rule 2). */
export const wrongNumberOfCells = (cells: number, columns: number): Fault => ({
  column: null,
  reason: 'fieldCount',
  message: `${cells === 0 ? 'a blank line' : `${cells} cells`}; a row has ${columns} cells`,
});

/** The fault of an id that is no positive integer (rule 3). */
export const invalidId = (column: string, cell: string): Fault => ({
  column,
  reason: 'id',
  message: `${column} is ${showCell(cell)}; it must be a positive integer`,
});
