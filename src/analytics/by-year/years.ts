import { type Aggregations, type Bucket, nested } from '../../elasticsearch/query.js';
import type { MovieFilters } from '../../questions/parameters/movie-filters.js';

/** A bucket for each release year with a movie (rule 14). */
export const byYear = (aggregations: Aggregations): { years: Aggregations[string] } => ({
  years: {
    histogram: { field: 'releaseYear', interval: 1, min_doc_count: 1 },
    ...nested(aggregations),
  },
});

/** The buckets of `byYear`, which may have another name, in order of year. */
export const readYears = (bucket: Bucket, name = 'years'): Bucket[] =>
  (bucket[name] as { buckets: Bucket[] }).buckets;

type Gaps = Pick<MovieFilters, 'from' | 'to'> & { gaps?: 'none' | 'fill' };

/**
 * The years that have a row: those with a movie, or with `gaps=fill` (rule 14) every year from `from` to `to`; where
 * one of these is not given, from the first or to the last year with a movie.
 */
export function yearsToShow(found: readonly number[], { gaps, from, to }: Gaps): number[] {
  const years = [...new Set(found)].sort((a, b) => a - b);
  if (gaps !== 'fill') return years;
  const [first, last] = [from ?? years[0], to ?? years.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
