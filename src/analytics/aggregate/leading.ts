import type { Edition } from '../../editions/edition.js';
import type { Bucket, Query } from '../../elasticsearch/query.js';
import type { Part } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf } from '../../questions/dimensions/dimensions.js';
import {
  aggregationsOf,
  type MeasureName,
  measureNames,
  measureOf,
} from '../../questions/measures/measures.js';
import { rowsBefore } from '../../questions/parameters/paging.js';
import { type AggregateParameters, sortKeys } from './aggregate-parameters.js';
import { maxCounted } from './composite.js';
import type { Group } from './group.js';

/** Groups after the last row of the page, which show whether it is tied with others. */
const groupsAfter = 30;

/** The last rank for which the first groups alone are searched for. */
const maxRank = 1000;

type Ranking = { measure: MeasureName; isDescending: boolean; last: number };

/**
 * What groups are ranked by, and the last rank of the page, where Elasticsearch can rank them: its order is exact in a
 * single shard only.
 */
export function rankingOf(parameters: AggregateParameters, { shards }: Edition): Ranking | undefined {
  const { limit, gaps, unknown, minKnown } = parameters;
  const [first] = sortKeys(parameters);
  const measure = measureNames.find((name) => name === first?.name);
  if (first === undefined || measure === undefined || measureOf(measure).order === undefined)
    return undefined;
  if (shards !== 1 || limit === 'all' || gaps === 'fill' || unknown === 'include') return undefined;
  // A group whose figure is not zero has a movie whose figure is known, but perhaps no second one.
  if (minKnown > 1 || (minKnown > 0 && parameters.minReleases > 1)) return undefined;
  return { measure, isDescending: first.isDescending, last: rowsBefore(parameters) + limit };
}

/** Whether the first groups of one dimension can be searched for. */
function leadingOf(parameters: AggregateParameters, edition: Edition): Ranking | undefined {
  const [dimension] = parameters.group;
  if (parameters.group.length !== 1 || dimension === undefined) return undefined;
  if (dimensionOf(dimension).documents === undefined) return undefined;
  const ranking = rankingOf(parameters, edition);
  return ranking === undefined || ranking.last > maxRank ? undefined : ranking;
}

/** The movies whose figure is known, where groups need one. */
export const knownOnly = (parameters: AggregateParameters, measure: MeasureName): Query | undefined =>
  parameters.minKnown > 0 ? measureOf(measure).known(parameters) : undefined;

/** The first groups and the number of all; undefined where every group is needed. */
export function leadingGroups(parameters: AggregateParameters, edition: Edition): Part[] | undefined {
  const leading = leadingOf(parameters, edition);
  const [dimension] = parameters.group;
  if (leading === undefined || dimension === undefined) return undefined;
  const { measure, isDescending, last } = leading;
  const terms = {
    field: dimensionOf(dimension).field,
    min_doc_count: parameters.minReleases,
    // Without it the shard would choose among groups with too few movies, which are dropped only afterwards.
    shard_min_doc_count: parameters.minReleases,
  };
  const only = knownOnly(parameters, measure);
  const path = measureOf(measure).order?.(parameters) as string;
  return [
    {
      // Other movies do not change what is ranked, and where nothing else is shown they need not be read.
      only: parameters.measures.length === 1 && parameters.minReleases === 1 ? only : undefined,
      aggregations: {
        leading: {
          terms: { ...terms, size: last + groupsAfter, order: { [path]: isDescending ? 'desc' : 'asc' } },
          aggs: aggregationsOf(parameters.measures, parameters),
        },
      },
    },
    {
      only,
      aggregations: {
        // Buckets that are only counted, and left out of the reply.
        every: { terms: { ...terms, size: maxCounted, order: { _key: 'asc' } } },
        number: { stats_bucket: { buckets_path: 'every>_count' } },
      },
    },
  ];
}

export type LeadingGroups = { groups: Group[]; total: number | null };

/**
 * Reads them; undefined when the last group found may be tied with the last row of the page, or stand beside groups
 * whose figure is not known, which Elasticsearch takes for zero: then every group is needed.
 */
export function readLeading(
  counted: Record<string, unknown>,
  parameters: AggregateParameters,
  edition: Edition,
): LeadingGroups | undefined {
  const leading = leadingOf(parameters, edition);
  const reply = counted.leading as { buckets: Bucket[] } | undefined;
  if (leading === undefined || reply === undefined) return undefined;
  const { measure, isDescending, last } = leading;
  const { sum_other_doc_count: uncounted } = counted.every as { sum_other_doc_count: number };
  const total = uncounted > 0 ? null : (counted.number as { count: number }).count;
  const groups = reply.buckets.map((bucket): Group => ({ key: [bucket.key as Key], bucket }));
  if (groups.length === total) return { groups, total };
  const figureOf = (group: Group | undefined): number | null =>
    group === undefined
      ? null
      : measureOf(measure).value(measureOf(measure).present(group.bucket, parameters));
  const [atEnd, beyond] = [figureOf(groups[last - 1]), figureOf(groups.at(-1))];
  if (atEnd === null || groups.length <= last) return undefined;
  const sign = isDescending ? 1 : -1;
  const [least, next] = [sign * atEnd, sign * (beyond ?? 0)];
  return least > 0 && next < least - margin(least) ? { groups, total } : undefined;
}

/** More than a sum can differ with the order of addition. */
export const margin = (sum: number): number => Math.max(1e-5, sum * 1e-9);
