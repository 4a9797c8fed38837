import type { Aggregations, Bucket, Query } from '../../elasticsearch/query.js';
import { type Part, searchOfCounted } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf } from '../../questions/dimensions/dimensions.js';
import type { SendSearches } from '../../questions/question.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import { figuresOf, type Group } from './group.js';

/** Figures per reply where many groups are wanted: few enough that reading one does not keep other requests waiting. */
const manyFigures = 60_000;

/** Groups per reply where many are wanted, however few figures they have. */
const manyGroups = 10_000;

/** Groups per reply where many are wanted. */
export const groupsPerReply = ({ measures }: AggregateParameters): number =>
  Math.min(manyGroups, Math.floor(manyFigures / measures.length));

/** Groups are counted up to this number; a reply holds 65,536 at most. */
export const maxCounted = 65_000;

/** The next groups in the order of their keys, which is the same over any number of shards. */
export function groupsAfter(
  parameters: AggregateParameters,
  size: number,
  after: readonly Key[] | undefined,
): Part {
  const { only, ...metrics } = figuresOf(parameters);
  return { only, aggregations: { groups: { ...composite(parameters, size, after), ...metrics } } };
}

/** The number of groups: their buckets, of which the reply has the numbers of movies alone. */
export const countOfGroups = (parameters: AggregateParameters): Aggregations => ({
  counts: composite(parameters, maxCounted, undefined),
});

/** Reads the number of groups with enough movies; null when there are more groups than were counted. */
export function readCount({ counts }: Record<string, unknown>, least: number): number | null {
  const buckets = (counts as { buckets: Pick<Bucket, 'doc_count'>[] } | undefined)?.buckets;
  if (buckets === undefined || buckets.length >= maxCounted) return null;
  return buckets.filter(({ doc_count }) => doc_count >= least).length;
}

function composite(
  { group, unknown }: AggregateParameters,
  size: number,
  after: readonly Key[] | undefined,
): Aggregations[string] {
  const missing =
    unknown === 'include' ? { missing_bucket: true, missing_order: 'last' as const } : undefined;
  return {
    composite: {
      size,
      sources: group.map((name) => ({
        [name]: { terms: { field: dimensionOf(name).field, ...missing } },
      })),
      ...(after && { after: Object.fromEntries(group.map((name, at) => [name, after[at] ?? null])) }),
    },
  };
}

/**
 * Reads groups in the order of their keys to the last, one reply after another.
 * @param first - the reply to the first search, or to others: it is then sent
 * @param among - the movies that have all of these groups
 */
export async function* batches(
  first: Record<string, unknown>,
  parameters: AggregateParameters,
  size: number,
  send: SendSearches,
  among?: Query,
): AsyncGenerator<Group[]> {
  const next = async (after?: readonly Key[]) => {
    const part = groupsAfter(parameters, size, after);
    const [{ aggregations }] = await send([
      searchOfCounted(parameters, { ...part, only: among ?? part.only }),
    ]);
    return aggregations as Record<string, unknown>;
  };
  let reply = 'groups' in first ? first : await next();
  for (;;) {
    const groups = readGroups(reply, parameters);
    yield groups;
    const last = groups.at(-1);
    if (last === undefined || groups.length < size) return;
    reply = await next(last.key);
  }
}

function readGroups(aggregations: Record<string, unknown>, { group }: AggregateParameters): Group[] {
  const { buckets } = aggregations.groups as { buckets: (Omit<Bucket, 'key'> & { key: Composed })[] };
  return buckets.map(({ key, ...bucket }) => ({
    key: group.map((name) => key[name] ?? null),
    bucket: bucket as Bucket,
  }));
}

type Composed = Readonly<Record<string, Key>>;

/** Keys in the order in which Elasticsearch returns them. */
export function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? null;
    if (one === other) continue;
    if (one === null || other === null) return one === null ? 1 : -1;
    return one < other ? -1 : 1;
  }
  return 0;
}
