import type { Query } from '../elasticsearch/query.js';
import { anyOf, type DimensionFilters, dimensionClauses } from './dimensions/filters.js';
import { dateClauses, figureClauses, type RangeFilters } from './parameters/ranges.js';

type Filters = DimensionFilters & RangeFilters;

/** The clauses of the release date, but for `from` and `to`. */
export const dateClausesOf = (filters: Filters): Query[] => [
  ...dimensionClauses(filters, 'time'),
  ...dateClauses(filters),
];

/** The clauses of everything but the release date, `status` and `adult`. A movie whose value is not known matches no range. */
export const otherClauses = (filters: Filters): Query[] => [
  ...dimensionClauses(filters, 'other'),
  ...figureClauses(filters),
];

/** The clauses of `status`; none for any. */
export function statusClauses({ status }: { status: readonly string[] }): Query[] {
  if (status.includes('any')) return [];
  const [only] = status;
  return status.length === 1 && only !== undefined && only !== 'none'
    ? [{ term: { status: only } }]
    : anyOf('status', status);
}
