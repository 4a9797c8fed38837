import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import { type DimensionName, dimensionNames } from '../../questions/dimensions/dimensions.js';
import { type MeasureName, measureNames } from '../../questions/measures/measures.js';
import { describeAdjustment } from '../../questions/parameters/inflation.js';
import { encodeCursor } from '../../questions/parameters/paging.js';
import type { EditionAnswer } from '../../questions/run.js';
import type { AnswerRequest } from '../requests/answer-request.js';

const measureName = z.enum(measureNames).meta({ id: 'MeasureName' });
const dimensionName = z.enum(dimensionNames).meta({ id: 'DimensionName' });

const weightedRating = z
  .object({
    formula: z.string(),
    mean: z.number().describe('C: the mean rating of the movies that have votes'),
    votes: z.number().int().describe('m: the 95th percentile of their votes, nearest rank'),
    movies: z.number().int().describe('How many they are'),
  })
  .meta({ id: 'WeightedRating' });

/** The member `meta` of every answer. */
export const metaSchema = z
  .object({
    edition: z.string().describe('The edition that the answer was computed from: the UTC time of its load'),
    publishedAt: z.string().nullable().describe('When that edition first went live, ISO 8601'),
    sample: z
      .literal(true)
      .optional()
      .describe('The movies of that edition are invented; absent from a real one'),
    lacks: z
      .array(z.string())
      .optional()
      .describe(
        'Fields of movies that are not in that edition, because its files lack them: null or empty there does not say that a movie has none; absent without any',
      ),
    excluded: z
      .object({
        undated: z.number().int().describe('Movies left out because their release year is not known'),
        unreleased: z.number().int().describe('Movies left out because their status is not Released'),
        adult: z
          .number()
          .int()
          .optional()
          .describe('Adult movies of the edition, where `adult` leaves them out by default'),
      })
      .describe('Movies left out of the figures; one that is undated and unreleased counts in both'),
    definitions: z
      .partialRecord(z.union([measureName, dimensionName]), z.string())
      .describe('The page that defines each measure and dimension of this answer'),
    total: z.number().int().optional().describe('Number of rows on all pages'),
    totalIsExact: z
      .boolean()
      .optional()
      .describe('Searches only: whether `total` is exact, which it always is'),
    matching: z
      .enum(['exact', 'fuzzy'])
      .optional()
      .describe('Searches only: whether words matched as written, or with typos and as beginnings'),
    exactMatches: z
      .number()
      .int()
      .optional()
      .describe(
        'Where `matching` is `fuzzy`: how many of the movies have all words as written; they come first',
      ),
    groups: z
      .number()
      .int()
      .nullable()
      .optional()
      .describe(
        'Grouped answers only: number of rows on all pages; null when they were not counted: more than 65,000, or minKnown in the order of keys',
      ),
    withoutValue: z
      .partialRecord(dimensionName, z.number().int())
      .optional()
      .describe('Grouped answers only: movies without a value of each dimension'),
    remaining: z.number().int().optional().describe('Number of rows after this page'),
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
      .describe('How money was adjusted for inflation; absent when it is nominal'),
    compared: z
      .object({
        edition: z.string(),
        publishedAt: z.string().nullable(),
        lacks: z.array(z.string()).optional(),
        absent: z.number().int().describe('Rows of this page of whose group it has no movie'),
        weightedRating: weightedRating.optional(),
      })
      .optional()
      .describe('With `compare`: the edition whose figures stand beside'),
    weightedRating: weightedRating
      .optional()
      .describe('How weighted ratings were computed, where the answer has any'),
  })
  .meta({ id: 'Meta' });

export type Meta = z.output<typeof metaSchema>;

/** Returns the path of the page that defines a measure or a dimension. */
export const definitionPath = (name: MeasureName | DimensionName): string => `/definitions/${name}`;

/** Returns the `meta` of an answer. */
export function describeAnswer(
  request: AnswerRequest,
  {
    edition,
    excluded,
    total,
    next,
    data,
    matching,
    exactMatches,
    groups,
    withoutValue,
    compared,
  }: EditionAnswer,
): Meta {
  const { question, parameters } = request;
  const measures = question.measures(parameters);
  const defined = [...(question.dimensions?.(parameters) ?? []), ...measures];
  const shown = Array.isArray(data) ? data.length : 1;
  const adjustment = describeAdjustment(request.parameters);
  const hasWeightedRating = question.hasWeightedRating || measures.includes('weightedRating');
  return {
    edition: edition.id,
    publishedAt: edition.publishedAt,
    ...(edition.isSample && { sample: true as const }),
    ...(edition.lacks.length > 0 && { lacks: [...edition.lacks] }),
    excluded: {
      undated: excluded.undated,
      unreleased: excluded.unreleased,
      ...(excluded.adult !== undefined && { adult: excluded.adult }),
    },
    definitions: Object.fromEntries(defined.map((name) => [name, definitionPath(name)])),
    ...(total !== undefined && { total, remaining: Math.max(0, total - firstRow(request) - shown) }),
    ...(matching && { totalIsExact: true, matching }),
    ...(exactMatches !== undefined && { exactMatches }),
    ...(groups !== undefined && { groups, withoutValue }),
    ...(next !== undefined && {
      next: encodeCursor({ edition: edition.id, query: request.digest, after: next }),
    }),
    ...(adjustment && { adjustment }),
    ...(compared && {
      compared: {
        edition: compared.id,
        publishedAt: compared.publishedAt,
        ...(compared.lacks.length > 0 && { lacks: [...compared.lacks] }),
        absent: (data as { compared?: unknown }[]).filter((row) => row.compared === null).length,
        ...(hasWeightedRating && describeRating(compared)),
      },
    }),
    ...(hasWeightedRating && describeRating(edition)),
  };
}

const describeRating = ({ ratingPrior }: Edition) =>
  ratingPrior && { weightedRating: { formula: '(v·R + m·C) / (v + m)', ...ratingPrior } };

/** The number of rows before the page, which is the first value of a cursor. */
function firstRow({ parameters }: AnswerRequest): number {
  const { offset = 0, cursor } = parameters as { offset?: number; cursor?: { after: unknown[] } };
  return Number(cursor?.after[0] ?? offset);
}
