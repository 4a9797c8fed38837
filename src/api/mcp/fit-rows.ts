import type { Meta } from '../answers/meta.js';
import type { Result } from './describe-answer.js';

/** Bytes, about, of the rows of a result: an assistant has to read all of it. */
const maxBytes = 48_000;

type Row = Record<string, unknown>;

/** Returns how many of some rows fit into a result; at least one. */
export function countFitting(rows: readonly unknown[]): number {
  let bytes = 0;
  const at = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > maxBytes;
  });
  return at === -1 ? rows.length : Math.max(1, at);
}

/** Returns rows without their links: an assistant asks `search_movies` with the same filters instead. */
export const withoutLinks = (data: unknown): unknown =>
  Array.isArray(data) ? (data as Row[]).map(({ links: _, ...row }) => row) : data;

/** Returns what is left of an answer in pages, and how to get it; undefined on the last page. */
export function leftOfPages({ remaining, next }: Meta): Result['left'] {
  if (next === undefined || remaining === 0) return undefined;
  const how = `call again with the same arguments and cursor '${next}', or narrow the question.`;
  return { rows: remaining ?? null, how };
}

/** Leaves out the rows that do not fit, of an answer that has no pages. */
export function cutRows(data: unknown): { data: unknown; left?: NonNullable<Result['left']> } {
  if (!Array.isArray(data)) return { data };
  const fitting = countFitting(data);
  if (fitting === data.length) return { data };
  const { year } = data[fitting] as Row;
  const how =
    year === undefined ? 'narrow the question.' : `call again with from ${year}, or with fewer years.`;
  return { data: data.slice(0, fitting), left: { rows: data.length - fitting, how } };
}
