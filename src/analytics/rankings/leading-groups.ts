import type { Edition } from '../../editions/edition.js';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { measureOf } from '../../questions/measures/measures.js';
import type { Replies, Search } from '../../questions/question.js';
import {
  type Found,
  type Group,
  lastRank,
  maxBuckets,
  type Ranked,
  type RankingParameters,
  readGroups,
} from './groups.js';

/** Fewer groups than this take less time all together than ordered and counted. */
export const fewGroups = 500;

/** Groups after the last row of the page, which show whether it is tied with others. */
const groupsAfter = 30;

/** The last rank for which the first groups alone are searched for. */
const maxRank = 1000;

/**
 * The searches for the first groups, in Elasticsearch's order, and for the number of groups. Undefined where that order
 * is not certain (it is exact in a single shard only, and some measures have none), or where it takes no less time than
 * every group.
 */
export function leadingGroupsSearches(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  edition: Edition,
): Search[] | undefined {
  const measure = measureOf(parameters.by);
  const path = measure.order?.(parameters);
  const last = lastRank(parameters);
  const groups = edition.documents[ranked.plural];
  // Groups whose figure is not known would stand among the smallest.
  if (!parameters.isDescending) return undefined;
  if (path === undefined || of !== undefined || edition.shards !== 1) return undefined;
  if (last > maxRank || groups < fewGroups) return undefined;
  const known = measure.known(parameters);
  if (known === undefined && groups > maxBuckets) return undefined;
  // Each document of a group is a movie whose figure is known.
  const terms = { field: ranked.field, min_doc_count: parameters.minKnown };
  const leading: Aggregation = {
    terms: {
      ...terms,
      // Without it the shard would choose among groups with too few movies, which are dropped only afterwards.
      shard_min_doc_count: parameters.minKnown,
      size: last + groupsAfter,
      order: { [path]: 'desc' },
    },
    aggs: measure.aggregations(parameters),
  };
  // Thousands of buckets, which are only counted and left out of the reply.
  const every: Aggregation = { terms: { ...terms, size: maxBuckets, order: { _key: 'asc' } } };
  const number: Aggregation = { stats_bucket: { buckets_path: 'every>_count' } };
  return countedSearchesOfAll(parameters, [
    { only: known, aggregations: { leading } },
    { only: known, aggregations: { every, number } },
  ]);
}

type Aggregation = Aggregations[string];

/**
 * The first groups. Undefined when there are more groups than were counted, or when the last group found may be tied
 * with the last row of the page: then every group is needed.
 */
export function readLeadingGroups(parameters: RankingParameters, replies: Replies): Found | undefined {
  const found = readCounted(replies);
  if (found === undefined) return undefined;
  const { counted, excluded } = found;
  const groups = readGroups((counted.leading as { buckets: Bucket[] }).buckets, parameters);
  const { sum_other_doc_count: uncounted } = counted.every as { sum_other_doc_count: number };
  if (uncounted > 0) return undefined;
  const total = (counted.number as { count: number }).count;
  const isWhole = groups.length === total || isBelow(groups.at(-1), groups[lastRank(parameters) - 1]);
  return isWhole ? { groups, total, excluded } : undefined;
}

/** By more than a sum can differ with the order of addition. */
const isBelow = (last: Group | undefined, other: Group | undefined): boolean =>
  last !== undefined &&
  other !== undefined &&
  last.value < other.value - Math.max(1e-5, Math.abs(other.value) * 1e-9);
