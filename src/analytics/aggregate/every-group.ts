import type { Edition } from '../../editions/edition.js';
import type { Bucket } from '../../elasticsearch/query.js';
import { type Part, searchOfCounted } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf } from '../../questions/dimensions/dimensions.js';
import type { SendSearches } from '../../questions/question.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import { batches, groupsAfter, groupsPerReply, maxCounted } from './composite.js';
import { figuresOf, type Group } from './group.js';

/*
 * Every group, in no order. Those of one dimension are read by `terms`, in parts, in half the time that `composite`
 * takes. Both are exact over any number of shards, as `order` by a metric is not.
 */

/** Figures of a part: few enough that reading one keeps other requests waiting little longer than a batch does. */
const figuresOfPart = 30_000;

type Parts = { field: string; number: number };

/** The parts in which the groups of one dimension are read; undefined where they are not. */
function partsOf({ group, measures, unknown }: AggregateParameters, edition: Edition): Parts | undefined {
  const [name] = group;
  if (name === undefined || group.length > 1 || unknown === 'include') return undefined;
  const { field, documents } = dimensionOf(name);
  if (documents === undefined) return undefined;
  const figures = edition.documents[documents] * measures.length;
  return { field, number: Math.max(1, Math.ceil(figures / figuresOfPart)) };
}

/** The first search for every group. */
export function firstOfEvery(parameters: AggregateParameters, edition: Edition): Part {
  const parts = partsOf(parameters, edition);
  return parts === undefined
    ? groupsAfter(parameters, groupsPerReply(parameters), undefined)
    : partOf(parameters, 0, parts);
}

function partOf(parameters: AggregateParameters, partition: number, { field, number }: Parts): Part {
  const { only, ...metrics } = figuresOf(parameters);
  const terms = {
    field,
    // Parts differ a little in size.
    size: maxCounted,
    // They are sorted here; in the order of their counts they would take twice as long.
    order: { _key: 'asc' as const },
    ...(number > 1 && { include: { partition, num_partitions: number } }),
  };
  return { only, aggregations: { part: { terms, ...metrics } } };
}

/**
 * Reads every group, one reply after another.
 * @param first - the reply to `firstOfEvery`, or to other searches: it is then sent
 * @throws {RangeError} when Elasticsearch left some of a part out
 */
export async function* everyGroup(
  first: Record<string, unknown>,
  parameters: AggregateParameters,
  edition: Edition,
  send: SendSearches,
): AsyncGenerator<Group[]> {
  const parts = partsOf(parameters, edition);
  if (parts === undefined) {
    yield* batches(first, parameters, groupsPerReply(parameters), send);
    return;
  }
  const search = (part: number) => searchOfCounted(parameters, partOf(parameters, part, parts));
  for (let at = 0; at < parts.number; at++) {
    const isFirst = at === 0 && 'part' in first;
    yield readPart(isFirst ? first : (await send([search(at)]))[0].aggregations);
  }
}

function readPart(aggregations: unknown): Group[] {
  const { part } = aggregations as { part: { buckets: Bucket[]; sum_other_doc_count: number } };
  const { buckets, sum_other_doc_count: cut } = part;
  if (cut > 0) throw new RangeError('a part has more groups than one reply holds; some were cut');
  return buckets.map((bucket) => ({ key: [bucket.key as Key], bucket }));
}
