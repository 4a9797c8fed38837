import { z } from 'zod';
import type { Aggregations } from '../../elasticsearch/query.js';
import { dollars, type Inflation, type MoneyMeasure, moneyField } from '../parameters/inflation.js';
import { type Measure, readStats, statsOf } from './measure.js';

/** Up to 20 times this number of values in a bucket, Elasticsearch keeps them all, so that percentiles are exact. */
const compression = 50_000;

/** Exact percentiles of a field. */
export const percentilesOf = (field: string, percents: readonly number[]): Aggregations[string] => ({
  percentiles: { field, percents: [...percents], tdigest: { compression } },
});

/** A percentile of money: restated in whole dollars; nominal in cents, because it may lie between two movies. */
export const cents = (value: number, inflation: Inflation): number =>
  inflation.adjust === 'inflation' ? dollars(value, inflation) : Math.round(value * 100) / 100;

export type Median = { median: number | null; known: number };

const medianFigure = z
  .object({
    median: z
      .number()
      .nullable()
      .describe('US dollars: half of the movies have at most this; null without any'),
    known: z.number().int().nonnegative().describe('Movies whose figure is known'),
  })
  .meta({ id: 'Median' });

/** The exact median of money. */
export function median(measure: MoneyMeasure): Measure<Median> {
  const name = `median ${measure}`;
  return {
    title: name.charAt(0).toUpperCase() + name.slice(1),
    unit: 'US dollars, nominal unless adjust=inflation',
    definition: `The median ${measure} of the movies whose ${measure} is known: exact, and between two movies half-way, as percentile_cont does in SQL. With adjust=inflation each movie's money is restated first.`,
    figure: medianFigure,
    aggregations(inflation) {
      const field = moneyField(measure, inflation);
      return { ...statsOf(field), [name]: percentilesOf(field, [50]) };
    },
    known: (inflation) => ({ exists: { field: moneyField(measure, inflation) } }),
    present(bucket, inflation) {
      const { count } = readStats(bucket, moneyField(measure, inflation));
      const values = (bucket?.[name] as { values: Record<string, number> } | undefined)?.values;
      return {
        median: count > 0 && values !== undefined ? cents(values['50.0'] as number, inflation) : null,
        known: count,
      };
    },
    value: (figure) => figure.median,
  };
}
