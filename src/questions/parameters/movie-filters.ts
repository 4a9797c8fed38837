import { z } from 'zod';
import { moneyParameters, refuseBaseAlone } from '../measures/inflation.js';
import type { Query } from '../question.js';
import { countries, ids, languages, wholeNumber, year } from './parameters.js';

/** Which movies count: the same words with the same meaning in every question about movies. */
export const movieFilters = {
  from: year('First release year to count'),
  to: year('Last release year to count'),
  status: z
    .enum(
      ['Released', 'any', 'Rumored', 'Planned', 'In Production', 'Post Production', 'Canceled'],
      "must be 'Released', 'any', 'Rumored', 'Planned', 'In Production', 'Post Production' or 'Canceled'",
    )
    .default('Released')
    .describe('Count movies with this status, or with any'),
  genre: ids('genre').optional().describe('Count movies of any of these genres'),
  company: ids('company').optional().describe('Count movies of any of these companies'),
  country: countries.optional().describe('Count movies produced in any of these countries (ISO 3166-1)'),
  language: languages.optional().describe('Count movies with one of these original languages (ISO 639)'),
  minVotes: wholeNumber(0, 1_000_000_000, 'must be a whole number from 0')
    .optional()
    .describe('Count movies with at least so many votes'),
  minRuntime: wholeNumber(1, 100_000, 'must be a number of minutes from 1')
    .optional()
    .describe('Count movies that last at least so many minutes'),
  maxRuntime: wholeNumber(1, 100_000, 'must be a number of minutes from 1')
    .optional()
    .describe('Count movies that last at most so many minutes'),
};

const fillYears = { first: 1800, last: 2200 };

/** `gaps`, of the questions with a row for each year. */
export const gaps = z
  .enum(['none', 'fill'], "must be 'none' or 'fill'")
  .default('none')
  .describe(
    "With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie",
  );

/** All parameters of a question about movies: its own, the filters, and how money is restated. */
export const movieParameters = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ ...shape, ...movieFilters, ...moneyParameters })
    .check(
      refuseCrossed('from', 'to'),
      refuseCrossed('minRuntime', 'maxRuntime'),
      refuseBaseAlone,
      ({ value, issues }) => {
        const { gaps, from, to } = value as { gaps?: string; from?: number; to?: number };
        if (gaps !== 'fill') return;
        const message = `with gaps=fill must be a year from ${fillYears.first} to ${fillYears.last}`;
        const isIn = (bound: number | undefined) =>
          bound === undefined || (bound >= fillYears.first && bound <= fillYears.last);
        if (!isIn(from)) issues.push({ code: 'custom', input: from, path: ['from'], message });
        if (!isIn(to)) issues.push({ code: 'custom', input: to, path: ['to'], message });
      },
    );

export type MovieFilters = z.output<ReturnType<typeof movieParameters<Record<never, never>>>>;

/** A lower bound above its upper one is refused. */
export function refuseCrossed(
  low: 'from' | 'minRuntime' | 'minRating',
  high: 'to' | 'maxRuntime' | 'maxRating',
) {
  return ({ value, issues }: { value: unknown; issues: unknown[] }): void => {
    const bounds = value as Record<string, number | undefined>;
    const [from, to] = [bounds[low], bounds[high]];
    if (from === undefined || to === undefined || from <= to) return;
    issues.push({ code: 'custom', input: from, path: [low], message: `must not be more than '${high}'` });
  };
}

/**
 * The movies that count (rule 11), and those left out: undated ones, and, where nothing but released ones were
 * asked for, unreleased ones of the years in question.
 */
export function countedMovies(filters: MovieFilters): {
  counted: Query;
  undated: Query;
  unreleased: Query | undefined;
} {
  const chosen = chosenMovies(filters);
  const isReleased = { term: { status: 'Released' } };
  const isUndated = { bool: { must_not: [{ exists: { field: 'releaseYear' } }] } };
  const isInRange = { range: { releaseYear: { gte: filters.from ?? 1, lte: filters.to ?? 9999 } } };
  const isBounded = filters.from !== undefined || filters.to !== undefined;
  const status = filters.status === 'any' ? [] : [{ term: { status: filters.status } }];
  return {
    counted: { bool: { filter: [isInRange, ...status, ...chosen] } },
    undated: { bool: { filter: [...chosen, isUndated] } },
    unreleased:
      filters.status === 'Released'
        ? {
            bool: {
              ...(chosen.length > 0 && { filter: chosen }),
              must_not: [isReleased],
              // A movie released outside the years asked for was not left out because of its status.
              ...(isBounded && { should: [isInRange, isUndated], minimum_should_match: 1 }),
            },
          }
        : undefined,
  };
}

/** The filters but for year and status. What a movie does not say of itself, no filter finds. */
function chosenMovies(filters: MovieFilters): Query[] {
  const { genre, company, country, language, minVotes, minRuntime, maxRuntime } = filters;
  const terms = (field: string, values: readonly (number | string)[] | undefined): Query[] =>
    values === undefined ? [] : [{ terms: { [field]: [...values] } }];
  const range = (field: string, gte: number | undefined, lte?: number): Query[] =>
    gte === undefined && lte === undefined
      ? []
      : [{ range: { [field]: { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) } } }];
  return [
    ...terms('genres.id', genre),
    ...terms('companies.id', company),
    ...terms('countries.code', country),
    ...terms('originalLanguage', language),
    ...range('votes', minVotes),
    ...range('runtime', minRuntime, maxRuntime),
  ];
}
