import type { Edition } from '../../editions/edition.js';
import type { Bucket, Query } from '../../elasticsearch/query.js';
import { type Part, searchOfCounted } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf, hasMany } from '../../questions/dimensions/dimensions.js';
import { type Position, rowsBefore } from '../../questions/parameters/paging.js';
import type { SendSearches } from '../../questions/question.js';
import { type AggregateParameters, isSorted, sortKeys } from './aggregate-parameters.js';
import { allMovies, countOfGroups, groupsAfter, groupsPerReply, readCount, readGroups } from './composite.js';
import { gapsBetween } from './fill-gaps.js';
import { type Group, hasEnough } from './group.js';
import { leadingGroups, readLeading } from './leading.js';
import { leadingPairs, readLeadingPairs } from './leading-pairs.js';
import type { GroupNames } from './names.js';
import { SortedGroups } from './sorted-groups.js';

/** The groups of a page, the number of all that have a row (null when they were not counted), and where the next begins. */
export type FoundGroups = { groups: Group[]; total: number | null; next: Position | undefined };

type Counted = Record<string, unknown>;

/**
 * What a question starts with, one search each: the first groups, and the number of all where it is
 * not found on the way.
 */
export function firstParts(parameters: AggregateParameters, edition: Edition): Part[] {
  if (parameters.group.length === 0) return [{ aggregations: allMovies(parameters) }];
  if (isSorted(parameters)) {
    return (
      leadingGroups(parameters, edition) ??
      leadingPairs(parameters, edition) ?? [firstOfAll(toSort(parameters))]
    );
  }
  const [, , ...after] = parameters.cursor?.after ?? [];
  const isCounted = parameters.cursor === undefined && parameters.minKnown === 0;
  return [
    { aggregations: groupsAfter(parameters, pageSize(parameters), after.length > 0 ? after : undefined) },
    ...(isCounted ? [{ aggregations: countOfGroups(parameters) }] : []),
  ];
}

const firstOfAll = (parameters: AggregateParameters): Part => ({
  aggregations: groupsAfter(parameters, groupsPerReply(parameters), undefined),
});

/** Finds the groups of a page in the replies, and sends further searches where these have too few. */
export async function findGroups(
  counted: Counted,
  parameters: AggregateParameters,
  edition: Edition,
  send: SendSearches,
  names: GroupNames,
): Promise<FoundGroups> {
  if (parameters.group.length === 0) {
    const group: Group = { key: [], bucket: counted.all as Bucket };
    const groups = hasEnough(group, parameters) ? [group] : [];
    return { groups: groups.slice(rowsBefore(parameters)), total: groups.length, next: undefined };
  }
  if (!isSorted(parameters)) return await inOrderOfKeys(counted, parameters, send);
  const leading = readLeading(counted, parameters, edition) ?? readLeadingPairs(counted, parameters, edition);
  if (leading !== undefined) {
    const sorted = new SortedGroups(parameters, names, lastRow(parameters));
    await sorted.add(leading.groups);
    return page(sorted.first(), leading.total, parameters);
  }
  return await sortedGroups(counted, parameters, send, names);
}

const hasMinimum = ({ minReleases, minKnown }: AggregateParameters): boolean =>
  minReleases > 1 || minKnown > 0;

const lastRow = (parameters: AggregateParameters): number =>
  parameters.limit === 'all' ? Number.POSITIVE_INFINITY : rowsBefore(parameters) + parameters.limit;

/** One group more than a page, which shows whether there is another. */
const pageSize = (parameters: AggregateParameters): number =>
  parameters.limit === 'all' || hasMinimum(parameters)
    ? groupsPerReply(parameters)
    : Math.min(groupsPerReply(parameters), parameters.offset + parameters.limit + 1);

/** The replies of a composite aggregation, one after another, until it has no more groups. */
async function* replies(
  first: Counted,
  parameters: AggregateParameters,
  size: number,
  send: SendSearches,
  only?: Query,
): AsyncGenerator<Group[]> {
  const search = (after?: readonly Key[]) => [
    searchOfCounted(parameters, { aggregations: groupsAfter(parameters, size, after), only }),
  ];
  // The first groups in another order may stand there instead.
  let aggregations = 'groups' in first ? first : ((await send(search()))[0].aggregations as Counted);
  for (;;) {
    const groups = readGroups(aggregations, parameters);
    yield groups;
    const last = groups.at(-1);
    if (last === undefined || groups.length < size) return;
    aggregations = (await send(search(last.key)))[0].aggregations as Counted;
  }
}

async function inOrderOfKeys(
  counted: Counted,
  parameters: AggregateParameters,
  send: SendSearches,
): Promise<FoundGroups> {
  const { limit, offset, cursor } = parameters;
  const size = pageSize(parameters);
  const wanted = offset + (limit === 'all' ? groupsPerReply(parameters) : limit);
  const found: Group[] = [];
  for await (const groups of replies(counted, parameters, size, send)) {
    found.push(...groups.filter((group) => hasEnough(group, parameters)));
    if (found.length > wanted || (limit === 'all' && found.length === wanted)) break;
  }
  const groups = found.slice(offset, wanted);
  const last = groups.at(-1);
  const total =
    cursor === undefined ? readCount(counted, parameters.minReleases) : (cursor.after[1] as number | null);
  // All rows are read to the end, whether or not the last page is full.
  const isMore = found.length > wanted || (limit === 'all' && found.length === wanted);
  const rows = rowsBefore(parameters) + groups.length;
  return { groups, total, next: isMore && last !== undefined ? [rows, total, ...last.key] : undefined };
}

async function sortedGroups(
  counted: Counted,
  parameters: AggregateParameters,
  send: SendSearches,
  names: GroupNames,
): Promise<FoundGroups> {
  const isFilled = parameters.gaps === 'fill';
  const asked = toSort(parameters);
  const sorted = new SortedGroups(asked, names, lastRow(parameters));
  const found: Group[] = [];
  for await (const groups of replies(counted, asked, groupsPerReply(asked), send)) {
    await sorted.add(groups);
    if (isFilled) found.push(...groups);
  }
  if (isFilled) await sorted.add(gapsBetween(found, parameters));
  const onPage = page(sorted.first(), sorted.total, parameters);
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
    return isWhole ? [{ terms: { [dimensionOf(name).field]: keys } }] : [];
  });
  const buckets = new Map<string, Group['bucket']>();
  const only = { bool: { filter } };
  for await (const some of replies({}, parameters, groupsPerReply(parameters), send, only)) {
    for (const { key, bucket } of some) buckets.set(JSON.stringify(key), bucket);
  }
  return groups.map(({ key }) => ({ key, bucket: buckets.get(JSON.stringify(key)) }));
}
