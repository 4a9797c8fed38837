import type { MoviesAggregateData } from 'api-types';
import { type MeasureName, numberOf } from '../measures.js';
import type { Exploration } from './exploration.js';
import { valueName } from './filter-names.js';

/** A row of the aggregate, with a cell for each dimension that was asked for. */
export type ExploredRow = MoviesAggregateData['data'][number];

/** The number of lines that are distinguishable with any colour vision. */
const most = 7;

/** Returns the names of the second dimension with the largest figures. */
export function leading(rows: readonly ExploredRow[], { group }: Exploration, by: MeasureName): string[] {
  const totals = new Map<string, number>();
  for (const row of rows) {
    const name = cellName(row, group[1]?.name);
    totals.set(name, (totals.get(name) ?? 0) + Math.abs(numberOf(row[by]) ?? 0));
  }
  return [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name);
}

type Cell = string | number | null | undefined | { id?: number; code?: string; name?: string | null };

/** Returns the cell of a dimension; rows have one for each that was asked for. */
const cellOf = (row: ExploredRow, dimension: string | undefined): Cell =>
  Object.entries(row).find(([name]) => name === dimension)?.[1] as Cell;

export function keyOf(row: ExploredRow, dimension: string | undefined): string | number | null {
  const cell = cellOf(row, dimension);
  if (typeof cell === 'object' && cell !== null) return cell.id ?? cell.code ?? null;
  return cell ?? null;
}

/** Returns the value of a dimension in words. */
export function cellName(row: ExploredRow, dimension: string | undefined): string {
  const cell = cellOf(row, dimension);
  if (cell === null || cell === undefined) return 'none';
  if (typeof cell !== 'object') return valueName(dimension ?? '', cell);
  return cell.name ?? valueName(dimension ?? '', cell.code ?? String(cell.id));
}

export const nameOf = (row: ExploredRow, { group }: Exploration): string =>
  group.length === 0 ? 'all movies' : group.map(({ name }) => cellName(row, name)).join(' · ');
