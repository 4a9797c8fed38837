import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { dollars, type MoneyMeasure, moneyField } from './adjustment.js';
import type { MovieFilters } from './movie-filters.js';

export type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** A bucket with its metrics, as Elasticsearch replies. */
export type Bucket = { key: number | string; doc_count: number; [metric: string]: unknown };

/** How money is restated decides which field is added up. */
type Money = Pick<MovieFilters, 'adjust' | 'base'>;

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
  /** The figure of a bucket; of no movie at all when there is none. */
  present(bucket: Bucket | undefined, money: Money): Figure;
  /** By what it is ranked; null when it is not known. */
  value(figure: Figure): number | null;
};

type Sum = { sum: number | null; known: number };
type Mean = { mean: number | null; known: number };
type Ratio = { ratio: number | null; known: number };

const statsOf = (field: string): Aggregations => ({ [field]: { stats: { field } } });

/** Sums of whole dollars are exact below 2^53. */
function money(name: MoneyMeasure, definition: string): Measure<Sum> {
  return {
    title: name.charAt(0).toUpperCase() + name.slice(1),
    unit: 'US dollars, nominal unless adjust=inflation',
    definition: `${definition} Currency is taken as US dollars. With adjust=inflation each movie's money is multiplied by the consumer price index of the base year and divided by that of its release year; sums are rounded to whole dollars, and movies of years without an index value count as not known. A sum speaks of the \`known\` movies alone; it is null, not 0, without any.`,
    figure: moneyFigure,
    aggregations: (restated) => statsOf(moneyField(name, restated)),
    known: (restated) => ({ exists: { field: moneyField(name, restated) } }),
    present(bucket, restated) {
      const { count, sum } = readStats(bucket, moneyField(name, restated));
      return { sum: count > 0 ? dollars(sum, restated) : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

function total(field: string, title: string, unit: string, definition: string): Measure<Sum> {
  return {
    title,
    unit,
    definition,
    figure: totalFigure,
    aggregations: () => statsOf(field),
    known: () => ({ exists: { field } }),
    present(bucket) {
      const { count, sum } = readStats(bucket, field);
      return { sum: count > 0 ? sum : null, known: count };
    },
    value: ({ sum }) => sum,
  };
}

function mean(field: string, title: string, unit: string, definition: string): Measure<Mean> {
  return {
    title,
    unit,
    definition,
    figure: meanFigure,
    aggregations: () => statsOf(field),
    known: () => ({ exists: { field } }),
    present(bucket) {
      const { count, sum } = readStats(bucket, field);
      return { mean: count > 0 ? sum / count : null, known: count };
    },
    value: (figure) => figure.mean,
  };
}

const releases: Measure<number> = {
  title: 'Releases',
  unit: 'movies',
  definition:
    'The number of movies. A movie counts when its release year is known and its status is Released, unless `status` says otherwise, and in full for each of its genres and companies.',
  figure: z.number().int().nonnegative(),
  aggregations: () => ({}),
  known: () => undefined,
  present: (bucket) => bucket?.doc_count ?? 0,
  value: (count) => count,
};

const returnOnInvestment: Measure<Ratio> = {
  title: 'Return on investment',
  unit: 'ratio',
  definition:
    'The sum of profits divided by the sum of budgets, over the movies whose budget and revenue are both known. 0 is break-even, 1 means that the money doubled, -1 that all was lost.',
  figure: ratioFigure,
  aggregations: (restated) => ({
    invested: {
      filter: { exists: { field: moneyField('profit', restated) } },
      aggs: {
        ...statsOf(moneyField('profit', restated)),
        ...statsOf(moneyField('budget', restated)),
      },
    },
  }),
  known: (restated) => ({ exists: { field: moneyField('profit', restated) } }),
  present(bucket, restated) {
    const invested = bucket?.invested as Bucket | undefined;
    const profit = readStats(invested, moneyField('profit', restated));
    const budget = readStats(invested, moneyField('budget', restated));
    return { ratio: profit.count > 0 ? profit.sum / budget.sum : null, known: profit.count };
  },
  value: ({ ratio }) => ratio,
};

/** Every measure, by the word that `by` takes and that names it in answers. */
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
    'The sum of revenue minus budget of the movies for which both are known. So it need not be the difference of the two sums.',
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
  votes: total('voteCount', 'Votes', 'votes', "The number of votes given by TMDB's users; 0 is a real zero."),
  meanVote: mean(
    'voteAverage',
    'Mean vote',
    'points from 0 to 10',
    "The arithmetic mean of the movies' vote averages, each movie counting alike. A movie without a vote has an average of 0 in the source and counts with it: `minVotes` leaves such movies out.",
  ),
  returnOnInvestment,
} as const satisfies Record<
  string,
  Measure<never> | Measure<number> | Measure<Sum> | Measure<Mean> | Measure<Ratio>
>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]];

/** A measure whose figure's type does not matter, because it is only passed on. */
export const measureOf = (name: MeasureName): Measure => measures[name] as Measure<unknown>;

/** The metrics of several measures. */
export const aggregationsOf = (names: readonly MeasureName[], restated: Money): Aggregations =>
  Object.assign({}, ...names.map((name) => measureOf(name).aggregations(restated)));

/** The figures of several measures, by name. */
export const presentMeasures = (
  names: readonly MeasureName[],
  bucket: Bucket | undefined,
  restated: Money,
): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, measureOf(name).present(bucket, restated)]));

/** `by`, of the questions that rank. */
export const by = (fallback: MeasureName) =>
  z
    .enum(measureNames, `must be one of: ${measureNames.join(', ')}`)
    .default(fallback)
    .describe('The measure to rank by');

/** The columns of measures in a row that has some of them. */
export const optionalMeasures = Object.fromEntries(
  measureNames.map((name) => [name, measureOf(name).figure.optional()]),
);

function readStats(bucket: Bucket | undefined, field: string): { count: number; sum: number } {
  if (bucket === undefined) return { count: 0, sum: 0 };
  const { count, sum } = (bucket[field] ?? {}) as { count?: unknown; sum?: unknown };
  if (typeof count !== 'number' || typeof sum !== 'number') {
    throw new TypeError(`the reply has no statistics of '${field}'`);
  }
  return { count, sum };
}
