import { z } from 'zod';
import type { Position } from '../question.js';
import { wholeNumber } from './parameters.js';

/** How far `offset` and `limit` reach together; what lies beyond is reached by cursors, whatever its number. */
export const maxWindow = 10_000;
const maxLimit = 1000;
const limitAllowed = `must be a whole number from 1 to ${maxLimit}, or, for CSV and NDJSON, 'all'`;

/** Where a cursor leads: a place in the rows of one question, of one edition. */
export type Cursor = {
  edition: string;
  /** Of the question and its parameters, so that a cursor is not used with others. */
  query: string;
  after: Position;
};

const rowNumber = z.number().int().nonnegative();

/** A place in rows that are sorted here: how many precede it. */
export const rowPosition = z.tuple([rowNumber]);

/** A place in an index: how many rows precede it, and the sort values of the last of them. */
export const sortPosition = (...sort: z.ZodType<string | number | null>[]): z.ZodType<Position> =>
  z.tuple([rowNumber, ...sort]);

/** Sort values, within what their fields can hold: Elasticsearch refuses others. */
export const sortScore = z.number().min(0).max(1000);
export const sortCount = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
export const sortId = z.number().int().nonnegative();

/** A sort value that is a text; null where the field has none. */
export const sortText = z.string().max(9000).nullable();

/** Opaque to callers; it holds no secret, and is checked like any other input. */
export const encodeCursor = ({ edition, query, after }: Cursor): string =>
  Buffer.from(JSON.stringify([edition, query, after])).toString('base64url');

function decodeCursor(text: string, position: z.ZodType<Position>): Cursor | undefined {
  const content = z.tuple([z.string().regex(/^\d{14}$/), z.string().max(100), position]);
  try {
    const [edition, query, after] = content.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    return { edition, query, after };
  } catch {
    return undefined;
  }
}

const cursorAllowed = 'must be the cursor that an answer to this very question gave in meta.next';

/** `limit`, `offset` and `cursor`, of every question that answers a list; `position` is where a cursor may lead. */
export const pagingParameters = (fallback: number, position: z.ZodType<Position>) => ({
  limit: z
    .union([wholeNumber(1, maxLimit, limitAllowed), z.literal('all')], limitAllowed)
    .default(fallback)
    .describe("Most rows to answer; with CSV and NDJSON also 'all'"),
  offset: wholeNumber(
    0,
    maxWindow - 1,
    `must be a whole number from 0 to ${maxWindow - 1}: further rows are reached with \`cursor\`, which every answer gives in meta.next`,
  )
    .default(0)
    .describe('Rows to pass over'),
  cursor: z
    .string()
    .max(12_000, cursorAllowed)
    .transform((text, context) => {
      const cursor = decodeCursor(text, position);
      if (cursor !== undefined) return cursor;
      context.addIssue({ code: 'custom', message: cursorAllowed });
      return z.NEVER;
    })
    .optional()
    .meta({
      type: 'string',
      description: 'Where to go on: `meta.next` of the answer before. It stays in the edition of that answer',
    }),
});

export type Paging = { limit: number | 'all'; offset: number; cursor?: Cursor | undefined };

/** How many rows a search answers: of all, at most so many at a time, and none beyond the window. */
export const pageSize = ({ limit, offset }: Paging, most: number): number =>
  limit === 'all' ? Math.min(most, maxWindow - offset) : limit;

/** Rows beyond the window are asked for by cursor; and a cursor already says where. */
export function refuseDeepOffset({ value, issues }: { value: unknown; issues: unknown[] }): void {
  const { limit, offset, cursor } = value as Paging;
  const refuse = (message: string) =>
    issues.push({ code: 'custom', input: offset, path: ['offset'], message });
  if (cursor !== undefined && offset > 0) refuse('cannot stand beside `cursor`, which says where to go on');
  else if (offset > 0 && limit !== 'all' && offset + limit > maxWindow) {
    refuse(
      `and limit must not reach beyond row ${maxWindow}: go on with \`cursor\`, which every answer gives in meta.next`,
    );
  }
}
