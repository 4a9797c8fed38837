import { z } from 'zod';
import { wholeNumber } from './parameters.js';
import type { Position } from './question.js';

/** How far `offset` and `limit` reach together; what lies beyond is reached by cursors, whatever its number. */
export const maxWindow = 10_000;
const maxLimit = 1000;
const limitAllowed = `must be a whole number from 1 to ${maxLimit}, or, for CSV and NDJSON, 'all'`;

/** Where a cursor leads: a place in the rows of one question, of one generation. */
export type Cursor = {
  generation: string;
  /** Of the question and its parameters, so that a cursor is not used with others. */
  query: string;
  after: Position;
};

const cursorContent = z.tuple([
  z.string().regex(/^\d{14}$/),
  z.string().max(100),
  z
    .array(z.union([z.string().max(9000), z.number(), z.null()]))
    .min(1)
    .max(6),
]);

/** Opaque to callers; it holds no secret, and is checked like any other input. */
export const encodeCursor = ({ generation, query, after }: Cursor): string =>
  Buffer.from(JSON.stringify([generation, query, after])).toString('base64url');

function decodeCursor(text: string): Cursor | undefined {
  try {
    const [generation, query, after] = cursorContent.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    return { generation, query, after };
  } catch {
    return undefined;
  }
}

const cursorAllowed = 'must be the cursor that an answer to this very question gave in meta.next';

/** `limit`, `offset` and `cursor`, of every question that answers a list. */
export const pagingParameters = (fallback: number) => ({
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
      const cursor = decodeCursor(text);
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
