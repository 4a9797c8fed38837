import type { estypes } from '@elastic/elasticsearch';
import type { Aggregations, Bucket, Query } from '../elasticsearch/query.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Excluded } from '../model/excluded.js';
import { dateClausesOf, otherClauses, statusClauses } from './filter-clauses.js';
import { adultFilter } from './parameters/adult.js';
import type { MovieFilters } from './parameters/movie-filters.js';
import type { Replies, Search } from './question.js';

/** The movies that count (rule 11) as Elasticsearch adds them up, and how many were left out. */
export type Counted = {
  /** The aggregations over the movies that count, by name. */
  counted: Bucket;
  excluded: Excluded;
};

/** One search over a subject's movies. Its query is the subject alone, so that its total shows whether there is one. */
export function countedSearch(
  subject: Query,
  filters: MovieFilters,
  aggregations: Aggregations,
): estypes.SearchRequest {
  const { counted, undated, unreleased } = countedMovies(filters);
  return {
    size: 0,
    track_total_hits: true,
    query: subject,
    aggs: {
      counted: { filter: counted, aggs: aggregations },
      undated: { filter: undated },
      ...(unreleased && { unreleased: { filter: unreleased } }),
    },
  };
}

/** Aggregations over all movies that count, or over only those that match a query as well. */
export type Part = { aggregations: Aggregations; only?: Query | undefined };

/**
 * Several searches over all movies, sent together. Two count what is left out: a search that only counts takes a
 * fraction of the time of a filter over all movies beside other aggregations.
 */
export function countedSearchesOfAll(filters: MovieFilters, parts: readonly Part[]): Search[] {
  const { counted, undated, unreleased = { match_none: {} } } = countedMovies(filters);
  return [
    ...[undated, unreleased].map((query) => ({ size: 0, track_total_hits: true, query })),
    ...parts.map((part) => searchPart(counted, part)),
  ];
}

/** The search for a page of the movies that count, beside those that count what is left out. */
export function searchOfMovies(filters: MovieFilters, page: Search & { query: Query }): Search[] {
  const { counted } = countedMovies(filters);
  const query = { bool: { filter: [counted, page.query] } };
  return [...countedSearchesOfAll(filters, []), { ...page, track_total_hits: true, query }];
}

/** A further search over the movies that count, where those sent first found too little. */
export const searchOfCounted = (filters: MovieFilters, part: Part): Search =>
  searchPart(countedMovies(filters).counted, part);

const searchPart = (counted: Query, { aggregations, only }: Part): Search => ({
  size: 0,
  track_total_hits: false,
  query: only === undefined ? counted : { bool: { filter: [counted, only] } },
  aggs: aggregations,
});

/**
 * What was found by one search over a subject's movies, or by the searches over all movies, whose aggregations then
 * stand side by side. Undefined when the subject has no movie at all.
 */
export function readCounted([first, second, ...parts]: Replies): Counted | undefined {
  if (second !== undefined) {
    return {
      counted: Object.assign({}, ...parts.map(({ aggregations }) => aggregations)),
      excluded: { undated: totalOf(first), unreleased: totalOf(second) },
    };
  }
  if (totalOf(first) === 0) return undefined;
  const { counted, undated, unreleased } = first.aggregations as unknown as {
    counted: Bucket;
    undated: Bucket;
    unreleased?: Bucket;
  };
  return {
    counted,
    excluded: { undated: undated.doc_count, unreleased: unreleased?.doc_count ?? 0 },
  };
}

/**
 * The movies that count (rule 11), and those left out: undated ones, and, where only released ones were asked for,
 * unreleased ones of the dates in question.
 */
function countedMovies(filters: MovieFilters): {
  counted: Query;
  undated: Query;
  unreleased: Query | undefined;
} {
  const chosen = [...otherClauses(filters), ...adultFilter(filters.adult)];
  const isReleased = { term: { status: 'Released' } };
  const isUndated = { bool: { must_not: [{ exists: { field: 'releaseYear' } }] } };
  const years = { range: { releaseYear: { gte: filters.from ?? 1, lte: filters.to ?? 9999 } } };
  const dates = dateClausesOf(filters);
  const isInRange = dates.length === 0 ? years : { bool: { filter: [years, ...dates] } };
  const isBounded = filters.from !== undefined || filters.to !== undefined || dates.length > 0;
  return {
    counted: { bool: { filter: [isInRange, ...statusClauses(filters), ...chosen] } },
    undated: { bool: { filter: [...chosen, isUndated] } },
    unreleased:
      String(filters.status) === 'Released'
        ? {
            bool: {
              ...(chosen.length > 0 && { filter: chosen }),
              must_not: [isReleased],
              // A movie released outside the dates asked for was not left out because of its status.
              ...(isBounded && { should: [isInRange, isUndated], minimum_should_match: 1 }),
            },
          }
        : undefined,
  };
}
