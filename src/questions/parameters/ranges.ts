import { z } from 'zod';
import { isBetween, type Query } from '../../elasticsearch/query.js';
import { together } from './parameters.js';

/** Ranges of figures and of release dates: a lower bound, an upper bound, or both; unknown figures are in none. */

const bound = (pattern: RegExp, least: number, most: number, allowed: string) => (description: string) =>
  z
    .string(allowed)
    .regex(pattern, allowed)
    .transform(Number)
    .pipe(z.number().min(least, allowed).max(most, allowed))
    .optional()
    .describe(description);

const dollars = bound(/^\d{1,15}$/, 0, 1e15, 'must be a whole number of US dollars from 0, such as 1000000');
const gain = bound(
  /^-?\d{1,15}$/,
  -1e15,
  1e15,
  'must be a whole number of US dollars, such as 1000000 or -1000000',
);
const count = bound(/^\d{1,10}$/, 0, 1_000_000_000, 'must be a whole number from 0');
const minutes = bound(/^\d{1,6}$/, 1, 100_000, 'must be a number of minutes from 1');
const points = bound(/^\d{1,2}(\.\d{1,3})?$/, 0, 10, 'must be a number from 0 to 10, such as 7.5');
const score = bound(/^\d{1,7}(\.\d{1,6})?$/, 0, 1_000_000, 'must be a number from 0, such as 12.5');

const dateAllowed = 'must be a date from 0001-01-01 to 9999-12-31, such as 1999-12-31';
const date = (description: string) =>
  z
    .string(dateAllowed)
    .regex(/^\d{4}-\d{2}-\d{2}$/, dateAllowed)
    .refine((text) => isDate(text), dateAllowed)
    .optional()
    .describe(description);

/** Whether a text is a day of the calendar. */
function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return text > '0001' && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const nominal = 'in nominal US dollars';

export const rangeFilters = {
  releasedFrom: date('Released on this day or later'),
  releasedTo: date('Released on this day or earlier'),
  minVotes: count('At least this many votes'),
  maxVotes: count('At most this many votes'),
  minRating: points('At least this rating'),
  maxRating: points('At most this rating'),
  minPopularity: score('At least this popularity'),
  maxPopularity: score('At most this popularity'),
  minRuntime: minutes('At least this many minutes'),
  maxRuntime: minutes('At most this many minutes'),
  minBudget: dollars(`At least this budget, ${nominal}`),
  maxBudget: dollars(`At most this budget, ${nominal}`),
  minRevenue: dollars(`At least this revenue, ${nominal}`),
  maxRevenue: dollars(`At most this revenue, ${nominal}`),
  minProfit: gain(`At least this profit, ${nominal}`),
  maxProfit: gain(`At most this profit, ${nominal}`),
};

const fields = {
  Votes: 'votes',
  Rating: 'rating',
  Popularity: 'popularity',
  Runtime: 'runtime',
  Budget: 'budget',
  Revenue: 'revenue',
  Profit: 'profit',
} as const;
type Ranged = keyof typeof fields;
const ranged = Object.keys(fields) as Ranged[];

export type RangeFilters = {
  readonly [name in keyof typeof rangeFilters]?: z.output<(typeof rangeFilters)[name]>;
};

/** The clauses of the ranges of figures. */
export const figureClauses = (filters: RangeFilters): Query[] =>
  ranged.flatMap((name) => isBetween(fields[name], filters[`min${name}`], filters[`max${name}`]));

/** The clause of the release dates. */
export const dateClauses = ({ releasedFrom: gte, releasedTo: lte }: RangeFilters): Query[] =>
  gte === undefined && lte === undefined
    ? []
    : [{ range: { releaseDate: { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) } } }];

/** Lower bounds, each with its upper one. */
const bounds: readonly (readonly [low: string, high: string])[] = [
  ['from', 'to'],
  ['releasedFrom', 'releasedTo'],
  ...ranged.map((name) => [`min${name}`, `max${name}`] as const),
];

/** A check of parameters: no lower bound is above its upper one. */
export const boundsInOrder = together<Record<string, number | string>>((given, refuse) => {
  for (const [low, high] of bounds) {
    const [from, to] = [given[low], given[high]];
    if (from !== undefined && to !== undefined && from > to) refuse(low, `must not be more than '${high}'`);
  }
});
