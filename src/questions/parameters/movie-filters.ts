import { z } from 'zod';
import { adultParameter } from './adult.js';
import { baseNeedsInflation, inflationParameters } from './inflation.js';
import { countries, ids, languages, wholeNumber, year } from './parameters.js';

/** Which movies count: the same parameters with the same meaning in every question about movies. */
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
    .describe('Count movies with at least this many votes'),
  minRuntime: wholeNumber(1, 100_000, 'must be a number of minutes from 1')
    .optional()
    .describe('Count movies that last at least this many minutes'),
  maxRuntime: wholeNumber(1, 100_000, 'must be a number of minutes from 1')
    .optional()
    .describe('Count movies that last at most this many minutes'),
  adult: adultParameter('include'),
};

const fillYears = { first: 1800, last: 2200 };

/** `gaps`, of the questions with a row for each year (rule 14). */
export const gaps = z
  .enum(['none', 'fill'], "must be 'none' or 'fill'")
  .default('none')
  .describe(
    "With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie",
  );

/** All parameters of a question about movies: its own, the filters, and how money is restated. */
export const movieParameters = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ ...shape, ...movieFilters, ...inflationParameters })
    .check(
      boundsInOrder('from', 'to'),
      boundsInOrder('minRuntime', 'maxRuntime'),
      baseNeedsInflation,
      fillsFewYears,
    );

export type MovieFilters = z.output<ReturnType<typeof movieParameters<Record<never, never>>>>;

/** A check of parameters: a lower bound is not above its upper one. */
export function boundsInOrder(
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

/** A check of parameters: `gaps=fill` adds a bounded number of rows. */
function fillsFewYears({ value, issues }: { value: unknown; issues: unknown[] }): void {
  const { gaps, from, to } = value as { gaps?: string; from?: number; to?: number };
  if (gaps !== 'fill') return;
  for (const [path, year] of Object.entries({ from, to })) {
    if (year === undefined || (year >= fillYears.first && year <= fillYears.last)) continue;
    const message = `with gaps=fill must be a year from ${fillYears.first} to ${fillYears.last}`;
    issues.push({ code: 'custom', input: year, path: [path], message });
  }
}
