import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { MovieFilters } from '../parameters/movie-filters.js';
import { dollars, type MoneyMeasure, moneyField } from './inflation.js';

export type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** A bucket with its metrics, as Elasticsearch replies. */
export type Bucket = { key: number | string; doc_count: number; [metric: string]: unknown };

/** How money is restated decides which field is added up. */
export type Money = Pick<MovieFilters, 'adjust' | 'base'>;

const known = z.number().int().nonnegative().describe('Movies whose figure is known');

export const moneyFigure = z.object({
  sum: z.number().int().nullable().describe('US dollars; null when no figure is known'),
  known,
});
export const totalFigure = z.object({
  sum: z.number().nullable().describe('Sum over the movies whose figure is known; null without any'),
  known,
});
export const meanFigure = z.object({
  mean: z.number().nullable().describe('Arithmetic mean over the movies whose figure is known'),
  known,
});
export const ratioFigure = z.object({
  ratio: z.number().nullable().describe('Profit per dollar of budget: 0 is break-even, 1 is double'),
  known: z.number().int().nonnegative().describe('Movies whose budget and revenue are both known'),
});

/**
 * A figure of a group of movies. Each carries its coverage (rule 13): `known` is the number of movies whose
 * figure is known, and without any the figure is null, not 0.
 */
export type Measure<Figure = unknown> = {
  title: string;
  unit: string;
  /** What it means, for the page that every answer links. */
  definition: string;
  figure: z.ZodType<Figure>;
  /** The metrics of a bucket. A `stats` costs as much as a sum alone, and a sum and a count together more. */
  aggregations(money: Money): Aggregations;
  /** Which movies have the figure: the others need not be looked at to find the groups that have it. */
  known(money: Money): estypes.QueryDslQueryContainer | undefined;
  /** The path that `order` of a `terms` aggregation takes; not given where no metric is the value. */
  order?(money: Money): string;
  /** The figure of a bucket; of no movie at all when there is none. */
  present(bucket: Bucket | undefined, money: Money): Figure;
  /** By what it is ranked; null when it is not known. */
  value(figure: Figure): number | null;
};

export type Sum = { sum: number | null; known: number };
export type Mean = { mean: number | null; known: number };
export type Ratio = { ratio: number | null; known: number };

export const statsOf = (field: string): Aggregations => ({ [field]: { stats: { field } } });

/**
 * Instead of `stats`, where every movie asked about has the figure: how many they are is the bucket's own count, and
 * a reply with many buckets takes a tenth less (2026-11).
 */
export const sumsAlone = (aggregations: Aggregations): Aggregations =>
  Object.fromEntries(
    Object.entries(aggregations).map(([name, aggregation]) => [
      name,
      aggregation.stats ? { sum: aggregation.stats } : aggregation,
    ]),
  );

/** Sums of whole dollars are exact below 2^53. */
export function money(name: MoneyMeasure, definition: string): Measure<Sum> {
  return {
    title: name.charAt(0).toUpperCase() + name.slice(1),
    unit: 'US dollars, nominal unless adjust=inflation',
    definition: `${definition} Currency is taken as US dollars. With adjust=inflation each movie's money is multiplied by the consumer price index of the base year and divided by that of its release year; sums are rounded to whole dollars, and movies of years without an index value count as not known. A sum speaks of the \`known\` movies alone; it is null, not 0, without any.`,
    figure: moneyFigure,
    aggregations: (restated) => statsOf(moneyField(name, restated)),
    known: (restated) => ({ exists: { field: moneyField(name, restated) } }),
    order: (restated) => `${moneyField(name, restated)}.sum`,
    present(bucket, restated) {
      const { count, sum } = readStats(bucket, moneyField(name, restated));
      return { sum: count > 0 ? dollars(sum, restated) : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

export function total(field: string, title: string, unit: string, definition: string): Measure<Sum> {
  return {
    title,
    unit,
    definition,
    figure: totalFigure,
    aggregations: () => statsOf(field),
    known: () => ({ exists: { field } }),
    order: () => `${field}.sum`,
    present(bucket) {
      const { count, sum } = readStats(bucket, field);
      return { sum: count > 0 ? sum : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

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

/** Beyond this, millionths are no whole numbers any more. */
const maxRounded = Number.MAX_SAFE_INTEGER / millionths;

/** Digits of a larger sum that do not depend on the order of adding up. */
const sumDigits = 14;

/**
 * A sum of fractions as it would be in decimals, whatever the order in which shards and segments added it up, so that
 * ties are ties.
 */
function settle(sum: number): number {
  if (Number.isInteger(sum)) return sum;
  return Math.abs(sum) < maxRounded
    ? Math.round(sum * millionths) / millionths
    : Number(sum.toPrecision(sumDigits));
}

/** Count and sum of a bucket's figures, from `stats` or a sum alone. @throws when the reply lacks what was asked for. */
export function readStats(bucket: Bucket | undefined, field: string): { count: number; sum: number } {
  if (bucket === undefined) return { count: 0, sum: 0 };
  const metric = (bucket[field] ?? {}) as { count?: unknown; sum?: unknown; value?: unknown };
  const { count, sum } = 'value' in metric ? { count: bucket.doc_count, sum: metric.value } : metric;
  if (typeof count !== 'number' || typeof sum !== 'number') {
    throw new TypeError(`the reply has no statistics of '${field}'`);
  }
  return { count, sum: settle(sum) };
}
