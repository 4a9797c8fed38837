import type { z } from 'zod';
import { type Cursor, encodeCursor } from '../../questions/parameters/paging.js';

/** Values that parameters have when they are not given. */
export function defaultsOf(schema: z.ZodObject): ReadonlyMap<string, unknown> {
  const defaults = Object.entries(schema.shape).map(
    ([name, type]) => [name, (type as z.ZodType).safeParse(undefined).data] as const,
  );
  return new Map(defaults.filter(([, value]) => value !== undefined));
}

/**
 * Returns the one query string for all ways to write the same parameters: names in order, defaults left out, values as
 * they were parsed (lists sorted).
 */
export function canonicalQuery(
  parameters: readonly (readonly [name: string, value: unknown])[],
  defaults: ReadonlyMap<string, unknown>,
): string {
  const pairs = parameters
    .filter(
      ([name, value]) =>
        value !== undefined && !(defaults.has(name) && String(value) === String(defaults.get(name))),
    )
    .map(([name, value]): [string, string] => [
      name,
      name === 'cursor' ? encodeCursor(value as Cursor) : String(value),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(pairs).toString();
}
