import type { Edition } from '../../editions/edition.js';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { countedSearch, countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { sumsAlone } from '../../questions/measures/measure.js';
import { measureOf } from '../../questions/measures/measures.js';
import type { Replies, Search } from '../../questions/question.js';
import { type Found, maxBuckets, type Ranked, type RankingParameters, readGroups } from './groups.js';

/** More groups than this are searched for in parts, which differ a little in size. */
const groupsOfPart = 60_000;

/** The searches for every group. They are exact over any number of shards, which `order` by a metric is not. */
export function everyGroupSearches(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  edition: Edition,
): Search[] {
  const measure = measureOf(parameters.by);
  const known = measure.known(parameters);
  const figures = measure.aggregations(parameters);
  const parts = Math.max(1, Math.ceil(edition.documents[ranked.plural] / groupsOfPart));
  const part = (partition: number): Aggregations => ({
    [`part${partition}`]: {
      filter: known ?? { match_all: {} },
      aggs: {
        groups: {
          terms: {
            field: ranked.field,
            size: maxBuckets,
            // They are sorted here; in the order of their counts they would take twice as long.
            order: { _key: 'asc' },
            ...(parts > 1 && { include: { partition, num_partitions: parts } }),
          },
          aggs: known === undefined ? figures : sumsAlone(figures),
        },
      },
    },
  });
  const aggregations = Array.from({ length: parts }, (_, partition) => part(partition));
  if (of !== undefined)
    return aggregations.map((one) => countedSearch(of.select(parameters), parameters, one));
  return countedSearchesOfAll(
    parameters,
    aggregations.map((one) => ({ aggregations: one, only: known })),
  );
}

/**
 * Every group that has a rank; undefined when the subject has no movie at all.
 * @throws {RangeError} when Elasticsearch left some of them out
 */
export function readEveryGroup(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  replies: Replies,
): Found | undefined {
  // The searches over a subject's movies each count what is left out.
  const all = of === undefined ? [readCounted(replies)] : replies.map((reply) => readCounted([reply]));
  const [found] = all;
  if (found === undefined) return undefined;
  const parts = all
    .flatMap((one) => Object.entries(one?.counted ?? {}))
    .filter(([name]) => /^part\d+$/.test(name));
  if (parts.length === 0) throw new TypeError('the replies have no groups');
  const groups = parts
    .flatMap(([, part]) => {
      const { buckets, sum_other_doc_count: cut } = (part as GroupedPart).groups;
      if (cut > 0) throw new RangeError('a part has more groups than one reply holds; some were cut');
      return readGroups(buckets, parameters);
    })
    // A company has all of its own movies, and is not its own partner.
    .filter(({ key }) => of !== ranked || Number(key) !== parameters.id);
  return { groups, total: groups.length, excluded: found.excluded };
}

type GroupedPart = { groups: { buckets: Bucket[]; sum_other_doc_count: number } };
