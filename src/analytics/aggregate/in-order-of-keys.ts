import type { Part } from '../../questions/counted-movies.js';
import { rowsBefore } from '../../questions/parameters/paging.js';
import type { SendSearches } from '../../questions/question.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import { batches, countOfGroups, groupsAfter, groupsPerReply, readCount } from './composite.js';
import { type FoundGroups, type Group, rowFilter } from './group.js';

/** The first groups of a page in the order of keys, and the number of all where it is not known from the page before. */
export function firstInOrder(parameters: AggregateParameters): Part[] {
  const { cursor, minKnown } = parameters;
  const [, , ...after] = cursor?.after ?? [];
  return [
    groupsAfter(parameters, pageSize(parameters), after.length > 0 ? after : undefined),
    ...(cursor === undefined && minKnown === 0 ? [{ aggregations: countOfGroups(parameters) }] : []),
  ];
}

/** One group more than a page, which shows whether there is another; many where small groups are dropped. */
function pageSize(parameters: AggregateParameters): number {
  const { limit, offset, minReleases, minKnown } = parameters;
  const most = groupsPerReply(parameters);
  return limit === 'all' || minReleases > 1 || minKnown > 0 ? most : Math.min(most, offset + limit + 1);
}

/** Finds the groups of a page: in the reply, and in further ones until it is full. */
export async function findInOrder(
  counted: Record<string, unknown>,
  parameters: AggregateParameters,
  send: SendSearches,
): Promise<FoundGroups> {
  const { limit, offset, cursor } = parameters;
  const wanted = offset + (limit === 'all' ? groupsPerReply(parameters) : limit);
  // All rows are read to the end, whether or not the last page is full.
  const hasMore = () => found.length > wanted || (limit === 'all' && found.length === wanted);
  const found: Group[] = [];
  for await (const groups of batches(counted, parameters, pageSize(parameters), send)) {
    found.push(...groups.filter(rowFilter(parameters)));
    if (hasMore()) break;
  }
  const groups = found.slice(offset, wanted);
  const last = groups.at(-1);
  const total =
    cursor === undefined ? readCount(counted, parameters.minReleases) : (cursor.after[1] as number | null);
  const rows = rowsBefore(parameters) + groups.length;
  return { groups, total, next: hasMore() && last !== undefined ? [rows, total, ...last.key] : undefined };
}
