import type { estypes } from '@elastic/elasticsearch';
import type { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import { totalOf } from '../../elasticsearch/total-of.js';
import { maxWindow, type Paging, pageSize } from '../../questions/parameters/paging.js';
import type { Answer, Query } from '../../questions/question.js';
import type { entityRow } from './entity-row.js';
import { entitiesOf, presentEntity } from './entity-row.js';

type Sort = NonNullable<estypes.SearchRequest['sort']>;

/** A page of an index of entities, in an order that no two share: the last sort key is the id. */
export function listBody(query: Query, sort: Sort, paging: Paging): estypes.SearchRequest {
  const { offset, cursor } = paging;
  const [, ...after] = cursor?.after ?? [];
  return {
    size: pageSize(paging, maxWindow),
    ...(offset > 0 && { from: offset }),
    ...(after.length > 0 && { search_after: after }),
    track_total_hits: true,
    query,
    sort,
  };
}

/** The rows of a page. Its cursor holds how many came before, and the sort values of the last of them. */
export function presentList(
  reply: estypes.SearchResponse,
  { offset, cursor }: Paging,
  edition: Edition,
): Answer<z.output<typeof entityRow>[]> {
  const total = totalOf(reply);
  const seen = Number(cursor?.after[0] ?? offset) + reply.hits.hits.length;
  const last = reply.hits.hits.at(-1)?.sort as (string | number | null)[] | undefined;
  return {
    data: entitiesOf(reply).map(presentEntity),
    excluded: edition.excluded,
    total,
    ...(seen < total && last !== undefined && { next: [seen, ...last] }),
  };
}
