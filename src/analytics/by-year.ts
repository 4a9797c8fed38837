import type { estypes } from '@elastic/elasticsearch';
import type { Aggregations, Bucket } from './measures.js';
import type { YearFilters } from './parameters.js';
import type { Excluded, Query } from './question.js';
import { totalOf } from './total-of.js';

/** Whose movies a question is about: of one company, of one genre, or all. */
export type Subject = { company: number } | { genre: number } | 'all movies';

/**
 * The search behind every question by year: the movies that count (rule 11) by release year, and beside them
 * those left out. A year without a movie has no bucket (rule 14). The query itself is the subject alone, so
 * that its total tells an unknown company from one without a movie in the years asked for.
 */
export function byYearBody(
  subject: Subject,
  filters: YearFilters,
  aggregations: Aggregations,
): estypes.SearchRequest {
  const isReleased = { term: { status: 'Released' } };
  const isDated = { exists: { field: 'releaseYear' } };
  const isUndated = { bool: { must_not: [isDated] } };
  const isInRange = { range: { releaseYear: rangeOf(filters) } };
  const counts = filters.status === 'any' ? [isInRange] : [isInRange, isReleased];
  return {
    size: 0,
    track_total_hits: true,
    query: queryOf(subject),
    aggs: {
      counted: {
        filter: { bool: { filter: counts } },
        aggs: {
          years: {
            histogram: { field: 'releaseYear', interval: 1, min_doc_count: 1 },
            aggs: aggregations,
          },
        },
      },
      undated: { filter: isUndated },
      unreleased: {
        filter: {
          bool: {
            must_not: [isReleased],
            // A movie released outside the years asked for was not left out because of its status.
            ...(isBounded(filters) ? { should: [isInRange, isUndated], minimum_should_match: 1 } : {}),
          },
        },
      },
    },
  };
}

/** The years' buckets and what was left out; undefined when the subject has no movie at all. */
export function readByYear(
  reply: estypes.SearchResponse,
  filters: YearFilters,
): { years: Bucket[]; excluded: Excluded } | undefined {
  if (totalOf(reply) === 0) return undefined;
  const aggregations = reply.aggregations as unknown as {
    counted: { years: { buckets: Bucket[] } };
    undated: { doc_count: number };
    unreleased: { doc_count: number };
  };
  return {
    years: aggregations.counted.years.buckets,
    excluded: {
      undated: aggregations.undated.doc_count,
      unreleased: filters.status === 'any' ? 0 : aggregations.unreleased.doc_count,
    },
  };
}

const isBounded = ({ from, to }: YearFilters): boolean => from !== undefined || to !== undefined;

/** An unbounded range still asks for a known year. */
const rangeOf = ({ from, to }: YearFilters): { gte: number; lte: number } => ({
  gte: from ?? 1,
  lte: to ?? 9999,
});

function queryOf(subject: Subject): Query {
  if (subject === 'all movies') return { match_all: {} };
  const term = 'company' in subject ? { 'companies.id': subject.company } : { 'genres.id': subject.genre };
  return { bool: { filter: [{ term: term as Record<string, number> }] } };
}
