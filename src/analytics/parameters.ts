import { z } from 'zod';

/**
 * The parameters that questions share, so that a word means the same everywhere. Each one's message says what
 * is allowed.
 */

/** Digits only: `1e3`, `0x10` and ` 7` are numbers to JavaScript, but nobody's ids or years. */
function wholeNumber(minimum: number, maximum: number, allowed: string) {
  return z
    .string(allowed)
    .regex(/^\d{1,16}$/, allowed)
    .transform(Number)
    .pipe(z.number().int().min(minimum, allowed).max(maximum, allowed));
}

export const id = (subject: 'company' | 'genre') =>
  wholeNumber(1, Number.MAX_SAFE_INTEGER, `must be the TMDB id of a ${subject}, a positive integer`).describe(
    `TMDB id of the ${subject}`,
  );

const year = (description: string) =>
  wholeNumber(1, 9999, 'must be a year from 1 to 9999').optional().describe(description);

/** `from`, `to` and `status`, which every question by year takes. */
const yearFilters = {
  from: year('First release year to count'),
  to: year('Last release year to count'),
  status: z
    .enum(['Released', 'any'], "must be 'Released' or 'any'")
    .default('Released')
    .describe('Count movies with the status Released (the default), or with any status'),
};

export type YearFilters = { from?: number | undefined; to?: number | undefined; status: 'Released' | 'any' };

/** All parameters of a question by year: its own and the filters. */
export const byYearParameters = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...shape, ...yearFilters }).refine((parameters) => isOrdered(parameters as YearFilters), {
    path: ['from'],
    error: "must not be later than 'to'",
  });

const isOrdered = ({ from, to }: YearFilters): boolean =>
  from === undefined || to === undefined || from <= to;

export const limit = (fallback: number) =>
  wholeNumber(1, 1000, 'must be a whole number from 1 to 1000')
    .default(fallback)
    .describe('Most rows to answer');
