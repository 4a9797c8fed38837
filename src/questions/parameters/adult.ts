import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import type { Query } from '../../elasticsearch/query.js';
import type { Excluded } from '../../model/excluded.js';

/** Whether adult movies are among the movies in question (rule 22). */
export type Adult = 'include' | 'exclude' | 'only';

/**
 * `adult`, of every question about several movies.
 * @param fallback - figures include adult movies; search, suggestions and similar movies leave them out, as TMDB does
 */
export const adultParameter = (fallback: Adult) =>
  z
    .enum(['include', 'exclude', 'only'], "must be 'include', 'exclude' or 'only'")
    .default(fallback)
    .describe('Adult movies among the others, without them, or alone; one not known to be adult is not');

/** The filter by `adult`. A movie of which it is not known is not adult. */
export function adultFilter(adult: Adult): Query[] {
  if (adult === 'include') return [];
  const isAdult = { term: { adult: true } };
  return [adult === 'only' ? isAdult : { bool: { must_not: [isAdult] } }];
}

/** What a question that leaves adult movies out by default says of them in `excluded`. */
export const adultLeftOut = (
  { adult }: { adult: Adult },
  { adultMovies }: Pick<Edition, 'adultMovies'>,
): Pick<Excluded, 'adult'> => (adult === 'exclude' ? { adult: adultMovies } : {});
