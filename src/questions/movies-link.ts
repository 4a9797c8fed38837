import { z } from 'zod';
import type { EditionId } from '../model/edition-id.js';
import type { DimensionValue, Key } from './dimensions/dimension.js';
import { type DimensionName, dimensionOf } from './dimensions/dimensions.js';
import { none } from './dimensions/filters.js';
import { type MovieFilters, movieFilters } from './parameters/movie-filters.js';

const links = z
  .object({
    movies: z.string().describe('The search that lists the movies behind the row: they add up to it'),
  })
  .meta({ id: 'RowLinks' });

/** The links of a row. */
export const rowLinks = { links: links.optional() };

/** The value of a dimension that the movies of a row have; null for movies without one. */
export type RowValue = readonly [name: DimensionName, value: Key];

/** The value of a dimension from its cell of a row: `{ id, name }`, `{ code, name }`, a number, or null. */
export function keyOf(cell: unknown): Key {
  if (typeof cell !== 'object' || cell === null) return cell as Key;
  const { id, code } = cell as { id?: number; code?: string };
  return id ?? code ?? null;
}

/**
 * Creates the links to the movies behind rows (rule 25): a search with the filters of the question and the values of
 * the row. Every default is written out, so that the link means the same wherever it is used.
 */
export function moviesLinks(
  filters: MovieFilters,
  edition: EditionId,
): (values: readonly RowValue[]) => { movies: string } {
  const { adjust, base } = filters;
  const given = Object.keys(movieFilters).flatMap((name) => {
    const value = filters[name as keyof typeof movieFilters];
    return value === undefined ? [] : [[name, value] as const];
  });
  const common = new Map<string, unknown>([
    // Movies without a release year do not count.
    ['from', 1],
    ['to', 9999],
    ...given,
    ['edition', edition],
    ...(adjust === 'inflation'
      ? ([['adjust', adjust] as const, ...(base ? [['base', base] as const] : [])] as const)
      : []),
  ]);
  return (values) => {
    const query = new Map(common);
    for (const [name, value] of values) addValue(query, name, value ?? none);
    const pairs = [...query].map(([name, value]): [string, string] => [name, String(value)]);
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    return { movies: `/v1/movies/search?${new URLSearchParams(pairs)}` };
  };
}

/** Adds a value to a filter, beside those that it has: a movie has all of them. */
function addValue(query: Map<string, unknown>, name: DimensionName, value: DimensionValue): void {
  const isOnly = value === none || !dimensionOf(name).isMany || !query.has(name);
  if (isOnly) query.set(name, value);
  else {
    const all = (query.get(`${name}.all`) ?? []) as readonly DimensionValue[];
    query.set(`${name}.all`, [...new Set([...all.map(String), String(value)])]);
  }
}
