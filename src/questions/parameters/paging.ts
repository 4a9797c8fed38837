import { z } from 'zod';
import { together, wholeNumber } from './parameters.js';

/** The last row that `offset` and `limit` reach; any further row is reached with `cursor`. */
export const maxWindow = 10_000;
const maxLimit = 1000;
const limitAllowed = (least: number) =>
  `must be a whole number from ${least} to ${maxLimit}, or, for CSV and NDJSON, 'all'`;

/** Where a page begins: the number of rows before it, then the sort values of the last of these where there are any. */
export type Position = readonly (string | number | null)[];

/** The beginning of a page of one question, of one edition. */
export type Cursor = {
  edition: string;
  /** Digest of the question and its parameters: a cursor is not valid with others. */
  query: string;
  after: Position;
};

const rowNumber = z.number().int().nonnegative();

/** A position in rows that Marquee sorts: the number of rows before it. */
export const rowPosition = z.tuple([rowNumber]);

/** A position in rows that Elasticsearch sorts: the number of rows before it, and the sort values of the last one. */
export const sortPosition = (...sort: z.ZodType<string | number | null>[]): z.ZodType<Position> =>
  z.tuple([rowNumber, ...sort]);

/** Sort values, within the range of their fields: Elasticsearch fails on others. */
export const sortScore = z.number().min(0).max(1000);
export const sortCount = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
export const sortId = z.number().int().nonnegative();

/** A text as sort value; null where the field is missing. */
export const sortText = z.string().max(9000).nullable();

/** A cursor as callers send it: opaque, without secrets, and checked as any other input. */
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

/** What a cursor must be. */
export const cursorAllowed = 'must be the `meta.next` of an answer to the same question';

/**
 * `limit`, `offset` and `cursor`, of every question with pages.
 * @param defaultLimit - rows of a page
 * @param position - of the question's cursors
 * @param least - rows of a page: 0 where the answer has something beside its rows
 */
export const pagingParameters = (defaultLimit: number, position: z.ZodType<Position>, least = 1) => ({
  limit: z
    .union([wholeNumber(least, maxLimit, limitAllowed(least)), z.literal('all')], limitAllowed(least))
    .default(defaultLimit)
    .describe("Most rows to return; with CSV and NDJSON also 'all'"),
  offset: wholeNumber(
    0,
    maxWindow - 1,
    `must be a whole number from 0 to ${maxWindow - 1}: further rows are reached with \`cursor\`, the \`meta.next\` of the previous page`,
  )
    .default(0)
    .describe('Rows to skip'),
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
      description: '`meta.next` of the previous page; the page is of the same edition',
    }),
});

export type Paging = { limit: number | 'all'; offset: number; cursor?: Cursor | undefined };

/** The number of rows before a page. */
export const rowsBefore = ({ offset, cursor }: Pick<Paging, 'offset' | 'cursor'>): number =>
  Number(cursor?.after[0] ?? offset);

/** The number of the last row of a page. */
export const lastRow = (paging: Paging): number =>
  paging.limit === 'all' ? Number.POSITIVE_INFINITY : rowsBefore(paging) + paging.limit;

/** A check of parameters: `offset` and `limit` stay within the window, and `offset` is not combined with `cursor`. */
export const offsetWithinWindow = together<Paging>(({ limit = 0, offset = 0, cursor }, refuse) => {
  if (cursor !== undefined && offset > 0) refuse('offset', 'must not be combined with `cursor`');
  else if (offset > 0 && limit !== 'all' && offset + limit > maxWindow) {
    refuse(
      'offset',
      `and limit must not reach beyond row ${maxWindow}: further rows are reached with \`cursor\`, the \`meta.next\` of the previous page`,
    );
  }
});
