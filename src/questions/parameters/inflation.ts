import { z } from 'zod';
import { firstIndexYear, lastIndexYear, priceIndexOf } from '../../model/consumer-price-index.js';
import { together, wholeNumber } from './parameters.js';

/** How money is restated: not at all, or in dollars of the year `base`; of the last year with an index by default. */
export type Inflation = { adjust: 'none' | 'inflation'; base?: number | undefined };

/** `adjust` and `base`, of every question whose answer has money. */
export const inflationParameters = {
  adjust: z
    .enum(['none', 'inflation'], "must be 'none' or 'inflation'")
    .default('none')
    .describe(
      "With 'inflation', money is restated in dollars of the year `base` by the US consumer price index",
    ),
  base: wholeNumber(
    firstIndexYear,
    lastIndexYear,
    `must be a year from ${firstIndexYear} to ${lastIndexYear}`,
  )
    .optional()
    .describe(
      `With adjust=inflation, the year whose dollars money is restated in; ${lastIndexYear} by default`,
    ),
};

/** A check of parameters: `base` without `adjust=inflation` would have no effect, so it is invalid. */
export const baseNeedsInflation = together<Inflation>(({ adjust, base }, refuse) => {
  if (adjust !== 'inflation' && base !== undefined) refuse('base', 'needs adjust=inflation');
});

export type MoneyMeasure = 'budget' | 'revenue' | 'profit';
type MoneyField = MoneyMeasure | 'realBudget' | 'realRevenue' | 'realProfit';

const realFields = { budget: 'realBudget', revenue: 'realRevenue', profit: 'realProfit' } as const;

/** The field that holds the money: nominal dollars, or dollars of 1982–84, which can be added up over years. */
export const moneyField = (measure: MoneyMeasure, { adjust }: Inflation): MoneyField =>
  adjust === 'inflation' ? realFields[measure] : measure;

/** A sum over that field in US dollars: nominal, or in whole dollars of the base year. */
export function dollars(sum: number, { adjust, base = lastIndexYear }: Inflation): number {
  if (adjust === 'none') return sum;
  // `+ 0`: a small loss would round to -0.
  return Math.round((sum * (priceIndexOf(base) as number)) / 100) + 0;
}

/** How an answer's money was restated, for its `meta`; undefined when it is nominal. */
export function describeAdjustment(parameters: Record<string, unknown>) {
  const { adjust, base = lastIndexYear } = parameters as Inflation;
  if (adjust !== 'inflation') return undefined;
  return {
    adjust: 'inflation' as const,
    base,
    index: 'US consumer price index CPI-U, yearly mean (U.S. Bureau of Labor Statistics, CUUR0000SA0)',
    years: { from: firstIndexYear, to: lastIndexYear },
    formula: 'nominal dollars × index of the base year / index of the release year',
    note: `Movies released before ${firstIndexYear} or after ${lastIndexYear} have no index value: their money counts as not known.`,
  };
}
