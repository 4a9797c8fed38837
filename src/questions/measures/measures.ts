import { z } from 'zod';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { weightedRatingOf } from '../../model/weighted-rating.js';
import { type Inflation, moneyField } from '../parameters/inflation.js';
import {
  type Mean,
  type Measure,
  type MeasureContext,
  mean,
  meanFigure,
  money,
  type Ratio,
  ratioFigure,
  readStats,
  type Sum,
  sumOf,
  total,
} from './measure.js';
import { type Median, median } from './median.js';

const releases: Measure<number> = {
  title: 'Releases',
  unit: 'movies',
  definition:
    'The number of movies. A movie counts when its release year is known and its status is Released, unless `status` says otherwise, and in full for each of its genres and companies.',
  figure: z.number().int().nonnegative(),
  aggregations: () => ({}),
  known: () => undefined,
  order: () => '_count',
  isSum: true,
  present: (bucket) => bucket?.doc_count ?? 0,
  value: (count) => count,
};

/** Digits of a ratio of restated sums that do not depend on the order in which shards and segments added them up. */
const ratioDigits = 12;

const returnOnInvestment: Measure<Ratio> = {
  title: 'Return on investment',
  unit: 'ratio',
  definition:
    'The sum of profits divided by the sum of budgets, over the movies whose budget and revenue are both known. 0 is break-even, 1 means that the money doubled, -1 that all was lost. With adjust=inflation it is rounded to 12 significant digits.',
  figure: ratioFigure,
  aggregations: (inflation) => ({
    invested: {
      filter: { exists: { field: moneyField('profit', inflation) } },
      aggs: {
        ...sumOf(moneyField('profit', inflation)),
        ...sumOf(moneyField('budget', inflation)),
      },
    },
  }),
  known: (inflation) => ({ exists: { field: moneyField('profit', inflation) } }),
  present(bucket, inflation) {
    const invested = bucket?.invested as Bucket | undefined;
    const profit = readStats(invested, moneyField('profit', inflation));
    const budget = readStats(invested, moneyField('budget', inflation));
    const ratio = profit.sum / budget.sum;
    const isExact = inflation.adjust === 'none';
    return {
      ratio: profit.count === 0 ? null : isExact ? ratio : Number(ratio.toPrecision(ratioDigits)),
      known: profit.count,
    };
  },
  value: ({ ratio }) => ratio,
};

const weightedRating: Measure<Mean> = {
  title: 'Weighted rating',
  unit: 'points from 0 to 10',
  definition:
    'The IMDb formula: (Σ v·R + m·C) / (Σ v + m), where R and v are the vote average and the votes of each movie that has votes, C is the mean vote average of the edition and m the 95th percentile of its votes. Both stand in `meta`. Few votes draw it towards C. Not known without votes.',
  figure: meanFigure,
  aggregations: () => ({
    rated: {
      filter: { exists: { field: 'ratingVotes' } },
      aggs: { ...sumOf('ratingVotes'), ...sumOf('votes') },
    },
  }),
  known: () => ({ exists: { field: 'ratingVotes' } }),
  present(bucket, { ratingPrior = null }) {
    const rated = bucket?.rated as Bucket | undefined;
    const { count, sum } = readStats(rated, 'ratingVotes');
    const votes = readStats(rated, 'votes').sum;
    return { mean: count > 0 ? weightedRatingOf(sum, votes, ratingPrior) : null, known: count };
  },
  value: (figure) => figure.mean,
};

/** Every measure, by the name that it has as a value of `by` and as a column. */
export const measures = {
  releases,
  budget: money(
    'budget',
    'The sum of the budgets as reported to TMDB. 0 in the source means not known; 1 to 999 is a unit error and not known either.',
  ),
  revenue: money(
    'revenue',
    'The sum of the revenues as reported to TMDB. 0 in the source means not known; 1 to 999 is a unit error and not known either.',
  ),
  profit: money(
    'profit',
    'The sum of revenue minus budget over the movies for which both are known, so it may differ from the difference of the two sums.',
  ),
  popularity: mean(
    'popularity',
    'Popularity',
    "TMDB's score",
    "The arithmetic mean of TMDB's popularity score, as it stood when the edition was made, over the movies for which it is known.",
  ),
  totalPopularity: total(
    'popularity',
    'Total popularity',
    "TMDB's score",
    "The sum of TMDB's popularity score, as it stood when the edition was made.",
  ),
  votes: total('votes', 'Votes', 'votes', "The number of votes given by TMDB's users; 0 is a real zero."),
  rating: mean(
    'rating',
    'Mean rating',
    'points from 0 to 10',
    "The arithmetic mean of the movies' vote averages, each movie counting alike. A movie without a vote has an average of 0 in the source and counts with it: `minVotes` leaves such movies out.",
  ),
  returnOnInvestment,
  weightedRating,
  runtime: mean(
    'runtime',
    'Mean runtime',
    'minutes',
    'The arithmetic mean of the runtimes, over the movies whose runtime is known. 0 in the source means not known.',
  ),
  movieLensRating: mean(
    'movieLens.mean',
    'Mean MovieLens rating',
    'stars from 0.5 to 5',
    "The arithmetic mean of the movies' mean ratings by MovieLens users, each movie counting alike, over the movies that were rated there.",
  ),
  medianBudget: median('budget'),
  medianRevenue: median('revenue'),
  medianProfit: median('profit'),
} as const satisfies Record<
  string,
  Measure<never> | Measure<number> | Measure<Sum> | Measure<Mean> | Measure<Ratio> | Measure<Median>
>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]];

/** A measure whose type of figure does not matter, because the figure is only passed on. */
export const measureOf = (name: MeasureName): Measure => measures[name] as Measure<unknown>;

/** The metrics of several measures. Two measures of one field share its metric. */
export const aggregationsOf = (names: readonly MeasureName[], inflation: Inflation): Aggregations =>
  Object.assign({}, ...names.map((name) => measureOf(name).aggregations(inflation)));

/** The figures of several measures, by name. */
export function presentMeasures(
  names: readonly MeasureName[],
  bucket: Bucket | undefined,
  context: MeasureContext,
): Record<string, unknown> {
  const figures: Record<string, unknown> = {};
  for (const name of names) figures[name] = measureOf(name).present(bucket, context);
  return figures;
}

/** `by`, of the questions that rank. */
export const by = (fallback: MeasureName) =>
  z
    .enum(measureNames, `must be one of: ${measureNames.join(', ')}`)
    .meta({ id: 'MeasureName' })
    .default(fallback)
    .describe('The measure to rank by, largest first; ties by name');

/** The columns of measures in a row that has some of them. */
export const optionalMeasures = Object.fromEntries(
  measureNames.map((name) => [name, measureOf(name).figure.optional()]),
);

/** Figures of some measures. */
export const figures = z.object(optionalMeasures).meta({ id: 'Figures' });
