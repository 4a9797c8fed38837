import { z } from 'zod';
import { movieStatuses } from '../../model/movie.js';
import { dimensionFilters } from '../dimensions/filters.js';
import { adultParameter } from './adult.js';
import { baseNeedsInflation, inflationParameters } from './inflation.js';
import { together, year } from './parameters.js';
import { boundsInOrder, rangeFilters } from './ranges.js';

const statusAllowed = `must be 'Released', 'any', ${movieStatuses
  .slice(1)
  .map((status) => `'${status}'`)
  .join(', ')} or 'none' (not known), or several of them, separated by commas`;

/**
 * `status`: which movies count by their status.
 * @param fallback - without it
 */
export const statusFilter = (fallback: 'Released' | 'any') =>
  z
    .string(statusAllowed)
    .max(200, statusAllowed)
    .transform((text) => [...new Set(text.split(','))].sort())
    .pipe(z.array(z.enum([...movieStatuses, 'any', 'none'], statusAllowed)))
    .default([fallback])
    .meta({
      description:
        'Movies with any of these statuses; any for all movies, none for those whose status is not known',
      examples: [['Released', 'Rumored']],
    });

/** Which movies count: the same parameters with the same meaning in every question about movies. */
export const movieFilters = {
  from: year('First release year to count'),
  to: year('Last release year to count'),
  status: statusFilter('Released'),
  ...dimensionFilters,
  ...rangeFilters,
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

/** A check of parameters: `gaps=fill` adds a bounded number of rows. */
const fillsFewYears = together<{ gaps: string; from: number; to: number }>(({ gaps, from, to }, refuse) => {
  if (gaps !== 'fill') return;
  for (const [name, year] of Object.entries({ from, to })) {
    if (year === undefined || (year >= fillYears.first && year <= fillYears.last)) continue;
    refuse(name, `with gaps=fill must be a year from ${fillYears.first} to ${fillYears.last}`);
  }
});

/** All parameters of a question about movies: its own, the filters, and how money is restated. */
export const movieParameters = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ ...shape, ...movieFilters, ...inflationParameters })
    .check(boundsInOrder, baseNeedsInflation, fillsFewYears);

export type MovieFilters = z.output<ReturnType<typeof movieParameters<Record<never, never>>>>;
