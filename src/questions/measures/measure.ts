import { z } from 'zod';
import type { Aggregations, Bucket, Query } from '../../elasticsearch/query.js';
import type { RatingPrior } from '../../model/weighted-rating.js';
import { dollars, type Inflation, type MoneyMeasure, moneyField } from '../parameters/inflation.js';

const known = z.number().int().nonnegative().describe('Movies whose figure is known');

const moneyFigure = z
  .object({
    sum: z.number().int().nullable().describe('US dollars; null when no figure is known'),
    known,
  })
  .meta({ id: 'Money' });
const totalFigure = z
  .object({
    sum: z.number().nullable().describe('Sum over the movies whose figure is known; null without any'),
    known,
  })
  .meta({ id: 'Total' });
export const meanFigure = z
  .object({
    mean: z.number().nullable().describe('Arithmetic mean over the movies whose figure is known'),
    known,
  })
  .meta({ id: 'Mean' });
export const ratioFigure = z
  .object({
    ratio: z.number().nullable().describe('Profit per dollar of budget: 0 is break-even, 1 is double'),
    known: z.number().int().nonnegative().describe('Movies whose budget and revenue are both known'),
  })
  .meta({ id: 'Ratio' });

/** What figures depend on besides their bucket: how money is restated, and what weighted ratings are drawn towards. */
export type MeasureContext = Inflation & { ratingPrior?: RatingPrior | null | undefined };

/**
 * A figure of a group of movies. Each carries its coverage (rule 13): `known` is the number of movies whose figure is
 * known; without any, the figure is null, not 0.
 */
export type Measure<Figure = unknown> = {
  title: string;
  unit: string;
  /** What it means: the text of the page that every answer links. */
  definition: string;
  /** The shape of a figure. */
  figure: z.ZodType<Figure>;
  /** The metrics of a bucket. A `stats` costs as much as a sum alone, and a sum and a count together more. */
  aggregations(inflation: Inflation): Aggregations;
  /** The movies whose figure is known; undefined where it is of all. */
  known(inflation: Inflation): Query | undefined;
  /** What a `terms` aggregation is ordered by; not given where no single metric is the value. */
  order?(inflation: Inflation): string;
  /** Whether it is a sum over movies, of which a part of a group has some. */
  isSum?: boolean;
  /** Whether a movie's figure may be negative. */
  mayBeNegative?: boolean;
  /** The figure of a bucket; without a bucket, that of no movie. */
  present(bucket: Bucket | undefined, context: MeasureContext): Figure;
  /** What groups are ranked by; null when it is not known. */
  value(figure: Figure): number | null;
};

export type Sum = { sum: number | null; known: number };
export type Mean = { mean: number | null; known: number };
export type Ratio = { ratio: number | null; known: number };

/** Count and sum of a field. */
export const statsOf = (field: string): Aggregations => ({ [field]: { stats: { field } } });

/** A sum alone, for buckets in which every movie has the field: its count is that of the bucket. */
export const sumOf = (field: string): Aggregations => ({ [field]: { sum: { field } } });

/**
 * `stats` replaced by a sum alone, for movies whose figure is known: the count is that of the bucket, and a reply with
 * many buckets is shorter.
 */
export const sumsAlone = (aggregations: Aggregations): Aggregations =>
  Object.fromEntries(
    Object.entries(aggregations).map(([name, aggregation]) => [
      name,
      aggregation.stats ? { sum: aggregation.stats } : aggregation,
    ]),
  );

/** A sum of money; whole dollars add up exactly below 2^53. */
export function money(name: MoneyMeasure, definition: string): Measure<Sum> {
  return {
    title: name.charAt(0).toUpperCase() + name.slice(1),
    unit: 'US dollars, nominal unless adjust=inflation',
    definition: `${definition} Currency is taken as US dollars. With adjust=inflation each movie's money is multiplied by the consumer price index of the base year and divided by that of its release year; sums are rounded to whole dollars, and movies of years without an index value count as not known. A sum covers the \`known\` movies alone; it is null, not 0, without any.`,
    figure: moneyFigure,
    aggregations: (inflation) => statsOf(moneyField(name, inflation)),
    known: (inflation) => ({ exists: { field: moneyField(name, inflation) } }),
    order: (inflation) => `${moneyField(name, inflation)}.sum`,
    isSum: true,
    mayBeNegative: name === 'profit',
    present(bucket, inflation) {
      const { count, sum } = readStats(bucket, moneyField(name, inflation));
      return { sum: count > 0 ? dollars(sum, inflation) : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

/** A sum of a field that is not money, and never negative. */
export function total(field: string, title: string, unit: string, definition: string): Measure<Sum> {
  return {
    title,
    unit,
    definition,
    figure: totalFigure,
    aggregations: () => statsOf(field),
    known: () => ({ exists: { field } }),
    order: () => `${field}.sum`,
    isSum: true,
    present(bucket) {
      const { count, sum } = readStats(bucket, field);
      return { sum: count > 0 ? sum : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

/** The arithmetic mean of a field. */
export function mean(field: string, title: string, unit: string, definition: string): Measure<Mean> {
  return {
    title,
    unit,
    definition,
    figure: meanFigure,
    aggregations: () => statsOf(field),
    known: () => ({ exists: { field } }),
    order: () => `${field}.avg`,
    present(bucket) {
      const { count, sum } = readStats(bucket, field);
      return { mean: count > 0 ? sum / count : null, known: count };
    },
    value: (figure) => figure.mean,
  };
}

/** The source has six decimals at most. */
const millionths = 1e6;

/** Above this, not every millionth has a floating-point number of its own. */
const maxRounded = Number.MAX_SAFE_INTEGER / millionths;

/** Digits of a larger sum that do not depend on the order of addition. */
const sumDigits = 14;

/**
 * A floating-point sum rounded to the decimals of its source, so that it does not depend on the order in which shards
 * and segments added it up, and ties are ties.
 */
function round(sum: number): number {
  if (Number.isInteger(sum)) return sum;
  return Math.abs(sum) < maxRounded
    ? Math.round(sum * millionths) / millionths
    : Number(sum.toPrecision(sumDigits));
}

/**
 * Count and sum of a field over a bucket, from `stats` or from a sum alone.
 * @throws {TypeError} when the reply has neither
 */
export function readStats(bucket: Bucket | undefined, field: string): { count: number; sum: number } {
  if (bucket === undefined) return { count: 0, sum: 0 };
  const metric = (bucket[field] ?? {}) as { count?: unknown; sum?: unknown; value?: unknown };
  const { count, sum } = 'value' in metric ? { count: bucket.doc_count, sum: metric.value } : metric;
  if (typeof count !== 'number' || typeof sum !== 'number') {
    throw new TypeError(`the reply has no statistics of '${field}'`);
  }
  return { count, sum: round(sum) };
}
