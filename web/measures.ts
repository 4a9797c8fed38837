import { count, decimal, dollars, plural, short } from './format.js';

/** A figure of an answer: a plain count, or a number with the count of movies it is known for. */
export type Figure =
  | number
  | {
      sum?: number | null;
      mean?: number | null;
      ratio?: number | null;
      median?: number | null;
      known: number;
    };

export type MeasureInfo = {
  title: string;
  /** Unit of the axis, shown after the title. */
  unit: string;
  /** CSS variable of its colour. */
  colour: string;
  write(value: number): string;
  tick(value: number): string;
};

const money = (title: string, colour: string): MeasureInfo => ({
  title,
  unit: 'US$',
  colour,
  write: dollars,
  tick: short,
});

function rating(title: string, unit: string): MeasureInfo {
  return {
    title,
    unit,
    colour: 'var(--popularity)',
    write: (value) => decimal(value),
    tick: (value) => decimal(value),
  };
}

export const measures = {
  revenue: money('Revenue', 'var(--revenue)'),
  budget: money('Budget', 'var(--budget)'),
  profit: money('Profit', 'var(--profit)'),
  popularity: {
    title: 'Popularity',
    unit: 'mean of TMDB’s score',
    colour: 'var(--popularity)',
    write: (value) => decimal(value),
    tick: (value) => decimal(value),
  },
  releases: {
    title: 'Releases',
    unit: 'movies',
    colour: 'var(--releases)',
    write: (value) => plural(value, 'movie'),
    tick: short,
  },
  totalPopularity: {
    title: 'Total popularity',
    unit: 'sum of TMDB’s score',
    colour: 'var(--popularity)',
    write: (value) => short(value),
    tick: short,
  },
  votes: {
    title: 'Votes',
    unit: 'votes on TMDB',
    colour: 'var(--popularity)',
    write: (value) => plural(value, 'vote'),
    tick: short,
  },
  rating: rating('Rating', 'mean of TMDB’s votes, 0 to 10'),
  returnOnInvestment: {
    title: 'Return on investment',
    unit: 'profit for a dollar of budget',
    colour: 'var(--profit)',
    write: (value) => `${decimal(value)} ×`,
    tick: (value) => decimal(value),
  },
  weightedRating: rating('Weighted rating', 'IMDb’s formula on TMDB’s votes, 0 to 10'),
  movieLensRating: rating('MovieLens rating', 'mean, 0.5 to 5 stars'),
  runtime: {
    title: 'Runtime',
    unit: 'mean, minutes',
    colour: 'var(--releases)',
    write: (value) => `${decimal(value, 0)} min`,
    tick: short,
  },
  medianRevenue: money('Median revenue', 'var(--revenue)'),
  medianBudget: money('Median budget', 'var(--budget)'),
  medianProfit: money('Median profit', 'var(--profit)'),
} as const satisfies Record<string, MeasureInfo>;

export type MeasureName = keyof typeof measures;

/** Returns the measure of that name, or the fallback. */
export const measureNamed = (name: string | null, fallback: MeasureName): MeasureName =>
  name !== null && name in measures ? (name as MeasureName) : fallback;

/** Whether a measure is money, which can be restated in dollars of one year. */
export const isMoney = (name: MeasureName): boolean => measures[name].unit === 'US$';

/** Returns the number in a figure; null when it is not known for any movie. */
export function numberOf(figure: Figure | undefined): number | null {
  if (figure === undefined) return null;
  return typeof figure === 'number'
    ? figure
    : (figure.sum ?? figure.mean ?? figure.ratio ?? figure.median ?? null);
}

/** Returns for how many movies a figure is known; undefined for a count, which is known for all. */
export const knownOf = (figure: Figure | undefined): number | undefined =>
  typeof figure === 'object' ? figure.known : undefined;

/** Returns `US$ 373.6 M`, or `not known`. */
export function writeFigure(measure: MeasureName, figure: Figure | undefined): string {
  const value = numberOf(figure);
  return value === null ? 'not known' : measures[measure].write(value);
}

/** What changed in each figure of a row against another edition; null where either is not known. */
export type Change = Partial<Record<MeasureName, number | null>> | null;

/** Returns `+US$ 3.10 M since the other edition`; an empty text where nothing is compared or known. */
export function writeChange(measure: MeasureName, change: Change | undefined): string {
  const value = change?.[measure];
  if (typeof value !== 'number') return '';
  if (value === 0) return 'no change';
  return `${value > 0 ? '+' : ''}${measures[measure].write(value)} against the other edition`;
}

/** Returns `known for 3 of 5 releases`; an empty text for a count. */
export function writeCoverage(figure: Figure | undefined, releases: number): string {
  const known = knownOf(figure);
  return known === undefined ? '' : `known for ${count(known)} of ${plural(releases, 'release')}`;
}
