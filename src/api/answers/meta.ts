import { z } from 'zod';
import { type MeasureName, measureNames } from '../../questions/measures/measures.js';
import { describeAdjustment } from '../../questions/parameters/inflation.js';
import { encodeCursor } from '../../questions/parameters/paging.js';
import type { EditionAnswer } from '../../questions/run.js';
import type { AnswerRequest } from './read-request.js';

/** What every answer says of itself. */
export const metaSchema = z.object({
  edition: z.string().describe('The load that the answer was computed from, a UTC time stamp'),
  publishedAt: z.string().nullable().describe('When that edition first went live, ISO 8601'),
  sample: z
    .literal(true)
    .optional()
    .describe('The movies of that edition are invented; absent from a real one'),
  excluded: z
    .object({
      undated: z.number().int().describe('Movies left out because their release year is not known'),
      unreleased: z.number().int().describe('Movies left out because their status is not Released'),
    })
    .describe('Movies left out of the figures; one that is undated and unreleased counts in both'),
  definitions: z
    .partialRecord(z.enum(measureNames), z.string())
    .describe('Where the measures of this answer are defined'),
  total: z.number().int().optional().describe('Rows there are in all'),
  totalIsExact: z.boolean().optional().describe('Of a search: whether `total` is exact, as it always is'),
  matching: z
    .enum(['exact', 'fuzzy'])
    .optional()
    .describe('Of a search: whether words were taken as written, or with typos and beginnings'),
  beyond: z.number().int().optional().describe('Rows that follow those answered'),
  next: z.string().optional().describe('The `cursor` of the next page; absent on the last'),
  adjustment: z
    .object({
      adjust: z.literal('inflation'),
      base: z.number().int(),
      index: z.string(),
      years: z.object({ from: z.number().int(), to: z.number().int() }),
      formula: z.string(),
      note: z.string(),
    })
    .optional()
    .describe('How money was restated; absent when it is nominal'),
});

export type Meta = z.output<typeof metaSchema>;

/** The path of a measure's definition. */
export const definitionPath = (measure: MeasureName): string => `/definitions/${measure}`;

export function describeAnswer(
  request: AnswerRequest,
  { edition, excluded, total, next, data, matching }: EditionAnswer,
): Meta {
  const measures = request.question.measures(request.parameters);
  const shown = Array.isArray(data) ? data.length : 1;
  const adjustment = describeAdjustment(request.parameters);
  return {
    edition: edition.id,
    publishedAt: edition.publishedAt,
    ...(edition.isSample && { sample: true as const }),
    excluded: { undated: excluded.undated, unreleased: excluded.unreleased },
    definitions: Object.fromEntries(measures.map((measure) => [measure, definitionPath(measure)])),
    ...(total !== undefined && { total, beyond: Math.max(0, total - firstRow(request) - shown) }),
    ...(matching && { totalIsExact: true, matching }),
    ...(next !== undefined && {
      next: encodeCursor({ edition: edition.id, query: request.digest, after: next }),
    }),
    ...(adjustment && { adjustment }),
  };
}

/** How many rows precede the page: a cursor's first value says it. */
function firstRow({ parameters }: AnswerRequest): number {
  const { offset = 0, cursor } = parameters as { offset?: number; cursor?: { after: unknown[] } };
  return Number(cursor?.after[0] ?? offset);
}
