import type { estypes } from '@elastic/elasticsearch';
import type { Edition } from '../../editions/edition.js';
import type { Bucket } from '../../questions/measures/measure.js';
import { measureOf } from '../../questions/measures/measures.js';
import { countedOfAll, readCounted } from '../by-year/by-year.js';
import {
  type Found,
  type Group,
  lastWanted,
  mostBuckets,
  type Ranked,
  type RankingParameters,
  readGroups,
} from './groups.js';

/** Fewer groups than this are sooner had all than ordered and counted. */
export const fewGroups = 500;

/** Groups that are asked for beyond those wanted, so that it shows where a tie ends. */
const beyond = 30;

/** The last row for which it pays. */
const lastRow = 1000;

/**
 * The searches for the first groups, in Elasticsearch's order, and for how many there are: two thirds of the time that
 * every group takes, and a hundredth of the bytes (2026-11, 45,466 movies). Undefined where they might not be the first:
 * that order is exact in a single shard, and some measures have none.
 */
export function leadingGroupsBodies(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  edition: Edition,
): estypes.SearchRequest[] | undefined {
  const measure = measureOf(parameters.by);
  const path = measure.order?.(parameters);
  const wanted = lastWanted(parameters);
  const groups = edition.documents[ranked.plural];
  if (path === undefined || of !== undefined || edition.shards !== 1) return undefined;
  if (wanted > lastRow || groups < fewGroups) return undefined;
  const known = measure.known(parameters);
  if (known === undefined && groups > mostBuckets) return undefined;
  // Of movies whose figure is known, a group has as many as it has documents.
  const terms = { field: ranked.field, min_doc_count: parameters.minKnown };
  return countedOfAll(parameters, [
    {
      filters: parameters,
      known,
      inner: {
        leading: {
          terms: {
            ...terms,
            // Else groups with too few movies would be taken first, and dropped only then.
            shard_min_doc_count: parameters.minKnown,
            size: wanted + beyond,
            order: { [path]: 'desc' },
          },
          aggs: measure.aggregations(parameters),
        },
      },
    },
    {
      filters: parameters,
      known,
      inner: {
        every: { terms: { ...terms, size: mostBuckets, order: { _key: 'asc' } } },
        number: { stats_bucket: { buckets_path: 'every>_count' } },
      },
    },
  ]);
}

/**
 * Undefined when these are no replies to such searches, when there are more groups than were counted, or when the last
 * that was asked for may be on a par with the last that is wanted: then every group is needed.
 */
export function readLeadingGroups(
  parameters: RankingParameters,
  replies: readonly estypes.SearchResponse[],
): Found | undefined {
  const found = readCounted(replies);
  if (found?.counted.leading === undefined) return undefined;
  const { counted, excluded } = found;
  const groups = readGroups((counted.leading as { buckets: Bucket[] }).buckets, parameters);
  const { sum_other_doc_count: uncounted } = counted.every as { sum_other_doc_count: number };
  if (uncounted > 0) return undefined;
  const total = (counted.number as { count: number }).count;
  const isWhole = groups.length === total || isBelow(groups.at(-1), groups[lastWanted(parameters) - 1]);
  return isWhole ? { groups, total, excluded } : undefined;
}

/** By more than a sum can differ for the order in which Elasticsearch adds up. */
const isBelow = (last: Group | undefined, other: Group | undefined): boolean =>
  last !== undefined &&
  other !== undefined &&
  last.value < other.value - Math.max(1e-5, Math.abs(other.value) * 1e-9);
