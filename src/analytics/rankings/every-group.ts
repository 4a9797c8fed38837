import type { estypes } from '@elastic/elasticsearch';
import type { Edition } from '../../editions/edition.js';
import { type Aggregations, type Bucket, sumsAlone } from '../../questions/measures/measure.js';
import { measureOf } from '../../questions/measures/measures.js';
import { countedMovies } from '../../questions/parameters/movie-filters.js';
import { countedBody, countedOfAll, readCounted } from '../by-year/by-year.js';
import { type Found, mostBuckets, type Ranked, type RankingParameters, readGroups } from './groups.js';

/** More groups than this are asked for in parts, which are not quite of a size. */
const groupsOfPart = 60_000;

/**
 * The searches for every group. That is exact over any number of shards, which `order` by a metric is not. What was
 * left out is counted beside the groups; where these are many, each search has its part of them.
 */
export function everyGroupBodies(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  edition: Edition,
): estypes.SearchRequest[] {
  const measure = measureOf(parameters.by);
  const known = measure.known(parameters);
  const figures = measure.aggregations(parameters);
  const parts = Math.max(1, Math.ceil(edition.documents[ranked.plural] / groupsOfPart));
  const grouped = (partition: number): Aggregations => ({
    [`part${partition}`]: {
      filter: known ?? { match_all: {} },
      aggs: {
        groups: {
          terms: {
            field: ranked.field,
            size: mostBuckets,
            // Their order is made here; by count it would cost as much again as counting.
            order: { _key: 'asc' },
            ...(parts > 1 && { include: { partition, num_partitions: parts } }),
          },
          aggs: known === undefined ? figures : sumsAlone(figures),
        },
      },
    },
  });
  const [first, ...others] = Array.from({ length: parts }, (_, part) => grouped(part)) as [
    Aggregations,
    ...Aggregations[],
  ];
  if (of === undefined) {
    return countedOfAll(
      parameters,
      [first, ...others].map((inner) => ({ filters: parameters, known, inner })),
    );
  }
  const subject = of.select(parameters);
  const query = { bool: { filter: [subject, countedMovies(parameters).counted] } };
  return [
    countedBody(subject, parameters, first),
    ...others.map((aggs) => ({ size: 0, track_total_hits: false, query, aggs })),
  ];
}

/** Undefined when the subject has no movie at all. */
export function readEveryGroup(
  { ranked, of }: Ranked,
  parameters: RankingParameters,
  replies: readonly estypes.SearchResponse[],
): Found | undefined {
  const found = readCounted(replies);
  if (found === undefined) return undefined;
  const aggregations = Object.assign({}, found.counted, ...replies.map(({ aggregations }) => aggregations));
  const parts = Object.entries(aggregations).filter(([name]) => /^part\d+$/.test(name));
  if (parts.length === 0) throw new TypeError('the replies have no groups');
  const groups = parts
    .flatMap(([, part]) => {
      const { buckets, sum_other_doc_count: cut } = (part as GroupedPart).groups;
      if (cut > 0) throw new RangeError('a part has more groups than one reply holds; some were cut');
      return readGroups(buckets, parameters);
    })
    // A company is in all of its own movies, and is not its own partner.
    .filter(({ key }) => of !== ranked || Number(key) !== parameters.id);
  return { groups, total: groups.length, excluded: found.excluded };
}

type GroupedPart = { groups: { buckets: Bucket[]; sum_other_doc_count: number } };
