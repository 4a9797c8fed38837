import type { estypes } from '@elastic/elasticsearch';
import { totalOf } from '../asking/total-of.js';
import type { Edition } from '../editions/edition.js';
import type { Aggregations, Bucket } from '../measures/measure.js';
import { countedMovies, type MovieFilters } from '../parameters/movie-filters.js';
import type { Excluded, Query } from '../question.js';

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

/** Movies whose collecting takes as long as a year's buckets take to be made, with 20 genres and four measures. */
const moviesPerYear = 300;

/** Less work than this many movies' is not worth a second search. */
const leastWork = 15_000;

/**
 * The search for figures per year of all movies, in two halves where there are many: each takes a processor of
 * its own. With every genre and all years that takes 0.7 of the time of a single search (2026-11, 45,466 movies).
 */
export function countedInHalves(
  filters: MovieFilters,
  { years }: Pick<Edition, 'years'>,
  inner: Aggregations,
): estypes.SearchRequest[] {
  const pivot = middleOf(years, filters);
  const all = byYear(inner);
  if (pivot === undefined) return [countedBody({ match_all: {} }, filters, all)];
  const whole = countedBody({ match_all: {} }, filters, all);
  const earlier = { filter: countedMovies({ ...filters, to: pivot - 1 }).counted, aggs: all };
  return [
    { ...whole, aggs: { ...whole.aggs, counted: earlier } },
    {
      size: 0,
      track_total_hits: false,
      query: countedMovies({ ...filters, from: pivot }).counted,
      aggs: { laterYears: all.years as estypes.AggregationsAggregationContainer },
    },
  ];
}

/** The year at which half of the work is done; undefined when there is little. */
function middleOf(years: Edition['years'], { from = 1, to = 9999 }: MovieFilters): number | undefined {
  const work = Object.entries(years)
    .map(([year, movies]) => ({ year: Number(year), work: movies + moviesPerYear }))
    .filter(({ year }) => year >= from && year <= to)
    .sort((a, b) => a.year - b.year);
  const total = work.reduce((sum, { work }) => sum + work, 0);
  if (total < leastWork) return undefined;
  let done = 0;
  for (const one of work) {
    done += one.work;
    if (done > total / 2) return one.year;
  }
  return undefined;
}

/** What was counted and what was left out; undefined when the subject has no movie at all. */
export function readCounted(
  reply: estypes.SearchResponse,
): { counted: Bucket; excluded: Excluded } | undefined {
  if (totalOf(reply) === 0) return undefined;
  const aggregations = reply.aggregations as unknown as Record<
    'counted' | 'undated' | 'unreleased',
    Bucket | undefined
  > & { laterYears?: YearBuckets };
  const counted = aggregations.counted as Bucket;
  const { laterYears } = aggregations;
  return {
    counted: laterYears
      ? { ...counted, years: { buckets: [...readYears(counted), ...laterYears.buckets] } }
      : counted,
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

export const readYears = (bucket: Bucket): Bucket[] => (bucket.years as YearBuckets).buckets;

type YearBuckets = { buckets: Bucket[] };

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
