import { z } from 'zod';
import { firstIndexYear, lastIndexYear, priceIndexOf } from '../../model/consumer-price-index.js';
import { wholeNumber } from '../parameters/parameters.js';

/** How money is restated, in every question that answers money. */
export const moneyParameters = {
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
    .describe(`Whose dollars, with adjust=inflation; ${lastIndexYear} if not given`),
};

type Adjustment = { adjust: 'none' | 'inflation'; base?: number | undefined };

/** `base` says nothing without `adjust`, and who sends it expects something. */
export function refuseBaseAlone({ value, issues }: { value: unknown; issues: unknown[] }): void {
  const { adjust, base } = value as Partial<Adjustment>;
  if (adjust !== 'inflation' && base !== undefined) {
    issues.push({ code: 'custom', input: base, path: ['base'], message: 'needs adjust=inflation beside it' });
  }
}

export type MoneyMeasure = 'budget' | 'revenue' | 'profit';
export type MoneyField = MoneyMeasure | 'realBudget' | 'realRevenue' | 'realProfit';

const realFields = { budget: 'realBudget', revenue: 'realRevenue', profit: 'realProfit' } as const;

/** The field that holds a sum of money: nominal dollars, or those of 1982–84, which can be added over years. */
export const moneyField = (measure: MoneyMeasure, { adjust }: Adjustment): MoneyField =>
  adjust === 'inflation' ? realFields[measure] : measure;

/** Whole dollars of a sum over that field: as it is, or restated in dollars of the base year. */
export function dollars(sum: number, { adjust, base = lastIndexYear }: Adjustment): number {
  if (adjust === 'none') return sum;
  // `+ 0`: a rounded small loss would be -0.
  return Math.round((sum * (priceIndexOf(base) as number)) / 100) + 0;
}

/** How money was restated, for an answer's meta; undefined when it was not. */
export function describeAdjustment(parameters: Record<string, unknown>) {
  const { adjust, base = lastIndexYear } = parameters as Adjustment;
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
