import type { estypes } from '@elastic/elasticsearch';
import type { Edition } from '../../editions/edition.js';
import { totalOf } from '../../elasticsearch/total-of.js';
import type { Aggregations, Bucket } from '../../questions/measures/measure.js';
import { countedMovies, type MovieFilters } from '../../questions/parameters/movie-filters.js';
import type { Excluded, Query } from '../../questions/question.js';

/**
 * The search behind every question about some movies: `inner` over those that count (rule 11), and beside them those
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

/** Some of the movies that count, `known` narrowing them further, and what is asked of them. */
type Part = { filters: MovieFilters; known?: Query | undefined; inner: Aggregations };

/**
 * The searches behind every question about all movies: what is left out is counted first, then each part has its own.
 * A search that only counts takes a sixth of the time of a filter beside the parts (2026-11, 45,466 movies).
 */
export function countedOfAll(filters: MovieFilters, parts: readonly Part[]): estypes.SearchRequest[] {
  const { undated, unreleased = { match_none: {} } } = countedMovies(filters);
  return [
    ...[undated, unreleased].map((query) => ({ size: 0, track_total_hits: true, query })),
    ...parts.map(({ filters, known, inner }) => ({
      size: 0,
      track_total_hits: false,
      query: both(countedMovies(filters).counted, known),
      aggs: inner,
    })),
  ];
}

const both = (query: Query, other: Query | undefined): Query =>
  other === undefined ? query : { bool: { filter: [query, other] } };

/** Movies whose collecting takes as long as a year's buckets take to be made, with 20 genres and four measures. */
const moviesPerYear = 300;

/** Less work than this many movies' is not worth a second search. */
const leastWork = 15_000;

/**
 * The searches for figures per year of all movies, in two halves where there are many: each takes a processor of
 * its own.
 */
export function countedInHalves(
  filters: MovieFilters,
  { years }: Pick<Edition, 'years'>,
  inner: Aggregations,
): estypes.SearchRequest[] {
  const pivot = middleOf(years, filters);
  const halves =
    pivot === undefined
      ? [filters]
      : [
          { ...filters, to: pivot - 1 },
          { ...filters, from: pivot },
        ];
  return countedOfAll(
    filters,
    halves.map((half) => ({ filters: half, inner: byYear(inner) })),
  );
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

/**
 * What was counted and what was left out; undefined when the subject has no movie at all.
 * @param replies - those of one search, or of the searches for all movies
 */
export function readCounted(
  replies: readonly estypes.SearchResponse[],
): { counted: Bucket; excluded: Excluded } | undefined {
  const [first, second, ...parts] = replies as [estypes.SearchResponse, ...estypes.SearchResponse[]];
  if (second !== undefined && first.aggregations === undefined) {
    const found = parts.map(({ aggregations }) => aggregations as unknown as Bucket);
    const years = found.flatMap((part) => (part.years === undefined ? [] : readYears(part)));
    return {
      counted: Object.assign({}, ...found, { years: { buckets: years } }) as Bucket,
      excluded: { undated: totalOf(first), unreleased: totalOf(second) },
    };
  }
  if (totalOf(first) === 0) return undefined;
  const aggregations = first.aggregations as unknown as Record<
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
