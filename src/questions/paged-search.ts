import type { estypes } from '@elastic/elasticsearch';
import { maxWindow, type Paging, type Position, rowsBefore } from './parameters/paging.js';

/**
 * The page of a search, whose order has to be total: its last sort key is the id.
 * @param most - rows at a time where `limit` is `all`
 */
export function pageOf(
  { limit, offset, cursor }: Paging,
  most: number,
): Pick<estypes.SearchRequest, 'size' | 'from' | 'search_after'> {
  const [, ...after] = cursor?.after ?? [];
  return {
    size: limit === 'all' ? Math.min(most, maxWindow - offset) : limit,
    ...(offset > 0 && { from: offset }),
    ...(after.length > 0 && { search_after: after }),
  };
}

/** Where the page after a reply begins; undefined after the last one. */
export function nextPosition(
  { hits: { hits } }: estypes.SearchResponse,
  paging: Paging,
  total: number,
): Position | undefined {
  const seen = rowsBefore(paging) + hits.length;
  const sort = hits.at(-1)?.sort as Position | undefined;
  return seen < total && sort !== undefined ? [seen, ...sort] : undefined;
}
