import type { estypes } from '@elastic/elasticsearch';
import type { Aggregations } from './measures/measure.js';

/** Kinds of aggregation whose buckets stand in a list. */
const listKinds = ['terms', 'histogram', 'composite'] as const;

/**
 * What no question reads of a reply, as paths for `filter_path`: half of a large one. Each path is written out,
 * because Elasticsearch takes a tenth longer over a reply filtered by `**` (2026-11); and what is left out is named
 * rather than what is read, because the latter would drop empty lists. Buckets that are only counted are not read either.
 */
export function unreadPaths({ aggs = {} }: estypes.SearchRequest): string[] {
  return ['took', ...unreadOf(aggs as Aggregations, 'aggregations')];
}

function unreadOf(aggregations: Aggregations, parent: string): string[] {
  const counted = Object.values(aggregations).map(({ stats_bucket }) => stats_bucket?.buckets_path);
  return Object.entries(aggregations).flatMap(([name, aggregation]) => {
    const path = `${parent}.${name}`;
    if (counted.includes(`${name}>_count`)) return [`${path}.doc_count_error_upper_bound`, `${path}.buckets`];
    if (aggregation.stats_bucket !== undefined)
      return ['min', 'max', 'avg', 'sum'].map((metric) => `${path}.${metric}`);
    if (aggregation.stats !== undefined) return ['min', 'max', 'avg'].map((metric) => `${path}.${metric}`);
    const isList = listKinds.some((kind) => aggregation[kind] !== undefined);
    const below = unreadOf((aggregation.aggs ?? {}) as Aggregations, isList ? `${path}.buckets` : path);
    return aggregation.terms === undefined ? below : [`${path}.doc_count_error_upper_bound`, ...below];
  });
}
