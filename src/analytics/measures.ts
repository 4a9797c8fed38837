import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';

/**
 * The figures of a group of movies. Each carries its coverage (rule 13): `known` is the number of movies whose
 * figure is known, and without any the figure is null, not 0.
 */
export type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** A bucket with its metrics, as Elasticsearch replies. */
export type Bucket = { key: number | string; doc_count: number; [metric: string]: unknown };

export const moneyFigure = z.object({
  sum: z.number().int().nullable().describe('Nominal US dollars; null when no figure is known'),
  known: z.number().int().nonnegative().describe('Movies whose figure is known'),
});

export const meanFigure = z.object({
  mean: z.number().nullable().describe('Arithmetic mean over the movies whose figure is known'),
  known: z.number().int().nonnegative().describe('Movies whose figure is known'),
});

export type MoneyField = 'budget' | 'revenue' | 'profit';

/** The sum of a field and how many movies it is known for. Sums of whole dollars are exact below 2^53. */
export const sumOf = (field: MoneyField | 'popularity'): Aggregations => ({
  [`${field}Sum`]: { sum: { field } },
  [`${field}Known`]: { value_count: { field } },
});

export function presentMoney(bucket: Bucket, field: MoneyField): z.output<typeof moneyFigure> {
  const known = metricOf(bucket, `${field}Known`);
  return { sum: known > 0 ? metricOf(bucket, `${field}Sum`) : null, known };
}

export function presentPopularity(bucket: Bucket): z.output<typeof meanFigure> {
  const known = metricOf(bucket, 'popularityKnown');
  return { mean: known > 0 ? metricOf(bucket, 'popularitySum') / known : null, known };
}

function metricOf(bucket: Bucket, name: string): number {
  const metric = bucket[name] as { value: number } | undefined;
  if (typeof metric?.value !== 'number') throw new TypeError(`the reply has no metric '${name}'`);
  return metric.value;
}
