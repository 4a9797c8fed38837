import type { Edition } from '../../editions/edition.js';
import type { Bucket, Query } from '../../elasticsearch/query.js';
import type { Part } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf } from '../../questions/dimensions/dimensions.js';
import type { Measure } from '../../questions/measures/measure.js';
import { aggregationsOf, measureNames, measureOf } from '../../questions/measures/measures.js';
import { lastRow } from '../../questions/parameters/paging.js';
import { type AggregateParameters, sortKeys } from './aggregate-parameters.js';
import { maxCounted } from './composite.js';
import { type Group, isOfKnown, rowFilter } from './group.js';

/** Fewer groups than this take less time all together than ordered and counted. */
export const fewGroups = 500;

/** Groups after the last row of the page, which show whether it is tied with others. */
const groupsAfter = 30;

/** The last rank for which the first groups alone are searched for. */
const maxRank = 1000;

/** How Elasticsearch ranks groups. */
export type Ranking = {
  measure: Measure;
  isDescending: boolean;
  /** The metric that groups are ordered by. */
  path: string;
  /** The last rank of the page. */
  last: number;
  /** The movies whose figure is known, where groups need one. */
  known: Query | undefined;
  /** The movies that a group needs, of those that groups are read from. */
  least: number;
};

/** How groups are ranked, where Elasticsearch can do it: its order is exact in a single shard only. */
export function rankingOf(parameters: AggregateParameters, { shards }: Edition): Ranking | undefined {
  const { gaps, unknown, minKnown, minReleases } = parameters;
  const [first] = sortKeys(parameters);
  const name = measureNames.find((one) => one === first?.name);
  if (first === undefined || name === undefined) return undefined;
  const measure = measureOf(name);
  const path = measure.order?.(parameters);
  const last = lastRow(parameters);
  if (path === undefined || shards !== 1 || last > maxRank) return undefined;
  if (gaps === 'fill' || unknown === 'include' || parameters.leftOut !== undefined) return undefined;
  // A group whose figure is not zero has a movie whose figure is known, but perhaps no second one.
  if (!isOfKnown(parameters) && (minKnown > 1 || (minKnown > 0 && minReleases > 1))) return undefined;
  return {
    measure,
    isDescending: first.isDescending,
    path,
    last,
    known: minKnown > 0 ? measure.known(parameters) : undefined,
    least: isOfKnown(parameters) ? minKnown : minReleases,
  };
}

/** Whether the first groups of one dimension can be searched for. */
function leadingOf(parameters: AggregateParameters, edition: Edition): Ranking | undefined {
  const [dimension] = parameters.group;
  if (parameters.group.length !== 1 || dimension === undefined) return undefined;
  const { documents } = dimensionOf(dimension);
  const ranking = rankingOf(parameters, edition);
  if (ranking === undefined || documents === undefined) return undefined;
  // The smallest of what is never negative are many of the same figure.
  if (!ranking.isDescending && !ranking.measure.mayBeNegative) return undefined;
  const most = edition.documents[documents];
  const areCounted = !parameters.isUnlimited || ranking.known !== undefined || most <= maxCounted;
  return most >= fewGroups && areCounted ? ranking : undefined;
}

/** The first groups and the number of all; undefined where every group is needed, or takes less time. */
export function leadingGroups(parameters: AggregateParameters, edition: Edition): Part[] | undefined {
  const leading = leadingOf(parameters, edition);
  const [dimension] = parameters.group;
  if (leading === undefined || dimension === undefined) return undefined;
  const { isDescending, path, last, known, least } = leading;
  const terms = { field: dimensionOf(dimension).field, min_doc_count: least };
  return [
    {
      only: isOfKnown(parameters) ? known : undefined,
      aggregations: {
        leading: {
          terms: {
            ...terms,
            // Without it the shard would choose among groups with too few movies, which are dropped only afterwards.
            shard_min_doc_count: least,
            size: last + groupsAfter,
            order: { [path]: isDescending ? 'desc' : 'asc' },
          },
          aggs: aggregationsOf(parameters.measures, parameters),
        },
      },
    },
    {
      only: known,
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
  if (total === null && parameters.isUnlimited) return undefined;
  const groups = reply.buckets.map((bucket): Group => ({ key: [bucket.key as Key], bucket }));
  if (groups.filter(rowFilter(parameters)).length === total) return { groups, total };
  const figureOf = (group: Group | undefined): number | null =>
    group === undefined ? null : measure.value(measure.present(group.bucket, parameters));
  const [atEnd, beyond] = [figureOf(groups[last - 1]), figureOf(groups.at(-1))];
  if (atEnd === null || groups.length <= last) return undefined;
  const sign = isDescending ? 1 : -1;
  const [least, next] = [sign * atEnd, sign * (beyond ?? 0)];
  const isKnown = isOfKnown(parameters) || least > 0;
  return isKnown && next < least - margin(least) ? { groups, total } : undefined;
}

/** More than a sum can differ with the order of addition. */
export const margin = (sum: number): number => Math.max(1e-5, Math.abs(sum) * 1e-9);
