import type { estypes } from '@elastic/elasticsearch';
import type { Aggregations, Bucket } from './measure.js';
import { countedMovies, type MovieFilters } from './movie-filters.js';
import type { Excluded, Query } from './question.js';
import { totalOf } from './total-of.js';

/**
 * The search behind every question about movies: `inner` over those that count (rule 11), and beside them those
 * left out. The query itself is the subject alone, so that its total tells an unknown company from one without
 * a movie that counts.
 */
export function countedBody(
  subject: Query,
  filters: MovieFilters,
  inner: Aggregations,
): estypes.SearchRequest {
  const { counted, undated, unreleased } = countedMovies(filters);
  return {
    size: 0,
    track_total_hits: true,
    query: subject,
    aggs: {
      counted: { filter: counted, aggs: inner },
      undated: { filter: undated },
      ...(unreleased && { unreleased: { filter: unreleased } }),
    },
  };
}

/** What was counted and what was left out; undefined when the subject has no movie at all. */
export function readCounted(
  reply: estypes.SearchResponse,
): { counted: Bucket; excluded: Excluded } | undefined {
  if (totalOf(reply) === 0) return undefined;
  const aggregations = reply.aggregations as unknown as Record<
    'counted' | 'undated' | 'unreleased',
    Bucket | undefined
  >;
  return {
    counted: aggregations.counted as Bucket,
    excluded: {
      undated: aggregations.undated?.doc_count ?? 0,
      unreleased: aggregations.unreleased?.doc_count ?? 0,
    },
  };
}

/** A bucket for each release year with a movie (rule 14). */
export const byYear = (aggregations: Aggregations): Aggregations => ({
  years: {
    histogram: { field: 'releaseYear', interval: 1, min_doc_count: 1 },
    ...(Object.keys(aggregations).length > 0 && { aggs: aggregations }),
  },
});

export const readYears = (bucket: Bucket): Bucket[] => (bucket.years as { buckets: Bucket[] }).buckets;

type Gaps = Pick<MovieFilters, 'from' | 'to'> & { gaps?: 'none' | 'fill' };

/**
 * The years that have a row: those with a movie, or with `gaps=fill` (rule 14) all from `from` to `to`, and
 * where one of these is not given, from the first or to the last year with a movie.
 */
export function yearsToShow(found: readonly number[], { gaps, from, to }: Gaps): number[] {
  const years = [...new Set(found)].sort((a, b) => a - b);
  if (gaps !== 'fill') return years;
  const [first, last] = [from ?? years[0], to ?? years.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
