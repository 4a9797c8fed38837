import type { Edition } from '../../editions/edition.js';
import { type Bucket, hasAnyOf } from '../../elasticsearch/query.js';
import type { Part } from '../../questions/counted-movies.js';
import { dimensionOf, hasMany } from '../../questions/dimensions/dimensions.js';
import { lastRow, rowsBefore } from '../../questions/parameters/paging.js';
import type { SendSearches } from '../../questions/question.js';
import { type AggregateParameters, isSorted, sortKeys } from './aggregate-parameters.js';
import { batches, groupsPerReply } from './composite.js';
import { everyGroup, firstOfEvery } from './every-group.js';
import { gapsBetween } from './fill-gaps.js';
import { type FoundGroups, figuresOf, type Group, rowFilter } from './group.js';
import { findInOrder, firstInOrder } from './in-order-of-keys.js';
import { leadingGroups, readLeading } from './leading.js';
import { leadingPairs, readLeadingPairs } from './leading-pairs.js';
import { GroupNames } from './names.js';
import { SortedGroups } from './sorted-groups.js';

type Counted = Record<string, unknown>;

/**
 * What a question starts with, one search each: the first groups, and the number of all where it is
 * not found on the way.
 */
export function firstParts(parameters: AggregateParameters, edition: Edition): Part[] {
  if (parameters.group.length === 0) {
    const { only, ...metrics } = figuresOf(parameters);
    return [{ only, aggregations: { all: { filter: { match_all: {} }, ...metrics } } }];
  }
  if (!isSorted(parameters)) return firstInOrder(parameters);
  return (
    leadingGroups(parameters, edition) ??
    leadingPairs(parameters, edition) ?? [firstOfEvery(toSort(parameters), edition)]
  );
}

/** Finds the groups of a page, and their names, in the replies, and sends further searches where these have too few. */
export async function findGroups(
  counted: Counted,
  parameters: AggregateParameters,
  edition: Edition,
  send: SendSearches,
): Promise<FoundGroups & { names: GroupNames }> {
  const names = new GroupNames(parameters.group, edition, send);
  const found = await find(counted, parameters, edition, send, names);
  await names.read(found.groups);
  return { ...found, names };
}

async function find(
  counted: Counted,
  parameters: AggregateParameters,
  edition: Edition,
  send: SendSearches,
  names: GroupNames,
): Promise<FoundGroups> {
  if (parameters.group.length === 0) {
    const groups = [{ key: [], bucket: counted.all as Bucket }].filter(rowFilter(parameters));
    return { groups: groups.slice(rowsBefore(parameters)), total: groups.length, next: undefined };
  }
  if (!isSorted(parameters)) return await findInOrder(counted, parameters, send);
  const sorted = new SortedGroups(parameters, names, lastRow(parameters));
  const leading = readLeading(counted, parameters, edition) ?? readLeadingPairs(counted, parameters, edition);
  if (leading !== undefined) {
    await sorted.add(leading.groups);
    return page(await sorted.first(), leading.total, parameters);
  }
  return await sortedGroups(counted, parameters, edition, send, names);
}

async function sortedGroups(
  counted: Counted,
  parameters: AggregateParameters,
  edition: Edition,
  send: SendSearches,
  names: GroupNames,
): Promise<FoundGroups> {
  const isFilled = parameters.gaps === 'fill';
  const asked = toSort(parameters);
  const sorted = new SortedGroups(asked, names, lastRow(parameters));
  const found: Group[] = [];
  for await (const groups of everyGroup(counted, asked, edition, send)) {
    await sorted.add(groups);
    if (isFilled) found.push(...groups);
  }
  if (isFilled) await sorted.add(gapsBetween(found, parameters));
  const onPage = page(await sorted.first(), sorted.total, parameters);
  if (asked === parameters || onPage.groups.length === 0) return onPage;
  return { ...onPage, groups: await withAllFigures(onPage.groups, parameters, send) };
}

function page(first: readonly Group[], total: number | null, parameters: AggregateParameters): FoundGroups {
  const before = rowsBefore(parameters);
  const groups = first.slice(before, lastRow(parameters));
  const rows = before + groups.length;
  const isMore = total === null || rows < total;
  return { groups, total, next: isMore && groups.length > 0 ? [rows, total] : undefined };
}

/** Figures beyond those of the order that are worth a further search, of the groups of the page alone. */
const manyMore = 3;

/** The question with the figures that decide the order alone, where many others are asked of many groups. */
function toSort(parameters: AggregateParameters): AggregateParameters {
  const { group, measures, limit } = parameters;
  if (limit === 'all' || !group.some(hasMany)) return parameters;
  const keys = sortKeys(parameters);
  const sorted = measures.filter((name) => keys.some((key) => key.name === name));
  const deciding = sorted.length > 0 ? sorted : measures.slice(0, 1);
  return measures.length < deciding.length + manyMore ? parameters : { ...parameters, measures: deciding };
}

/** The groups with every figure: all movies of each are among those that have its value of a dimension. */
async function withAllFigures(
  groups: readonly Group[],
  parameters: AggregateParameters,
  send: SendSearches,
): Promise<Group[]> {
  const filter = parameters.group.flatMap((name, at) => {
    const keys = [...new Set(groups.map(({ key }) => key[at] ?? null))].filter((key) => key !== null);
    const isWhole = groups.every(({ key }) => (key[at] ?? null) !== null);
    return isWhole ? hasAnyOf(dimensionOf(name).field, keys) : [];
  });
  const buckets = new Map<string, Group['bucket']>();
  const among = { bool: { filter } };
  for await (const some of batches({}, parameters, groupsPerReply(parameters), send, among)) {
    for (const { key, bucket } of some) buckets.set(JSON.stringify(key), bucket);
  }
  return groups.map(({ key }) => ({ key, bucket: buckets.get(JSON.stringify(key)) }));
}
