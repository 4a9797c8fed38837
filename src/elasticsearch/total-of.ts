import type { estypes } from '@elastic/elasticsearch';

/**
 * Returns the number of documents that a search with `track_total_hits` matched.
 * @throws {TypeError} when the reply has no exact total
 */
export function totalOf({ hits: { total } }: estypes.SearchResponse): number {
  if (typeof total === 'number') return total;
  if (total?.relation !== 'eq') throw new TypeError('the reply has no exact total');
  return total.value;
}
