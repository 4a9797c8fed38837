import type { Edition } from '../../editions/edition.js';
import type { Bucket } from '../../elasticsearch/query.js';
import type { Part } from '../../questions/counted-movies.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { type DimensionName, dimensionOf, hasMany } from '../../questions/dimensions/dimensions.js';
import { aggregationsOf } from '../../questions/measures/measures.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import { countOfGroups, readCount } from './composite.js';
import { type Group, isOfKnown, rowFilter } from './group.js';
import { type LeadingGroups, margin, type Ranking, rankingOf } from './leading.js';

/** The last rank for which pairs are searched for among the first groups of one dimension. */
const maxRank = 100;

/** Groups of the larger dimension that are taken apart. Times `maxParts`, these are buckets that one reply may have. */
const maxWholes = 300;

/** Values of the smaller dimension within one group of the larger. */
const maxParts = 200;

/** The dimension with thousands of values, and the other. */
type Pair = Ranking & { whole: DimensionName; part: DimensionName };

/**
 * Whether the first pairs, such as directors and decades, are found among those of the first directors: a sum of
 * figures that are never negative is at most that of the director.
 */
function pairOf(parameters: AggregateParameters, edition: Edition): Pair | undefined {
  const ranking = rankingOf(parameters, edition);
  const [one, other, third] = parameters.group;
  if (ranking === undefined || one === undefined || other === undefined || third !== undefined) {
    return undefined;
  }
  const { measure, isDescending, last } = ranking;
  if (!measure.isSum || measure.mayBeNegative || !isDescending || last > maxRank) return undefined;
  if (hasMany(one) === hasMany(other)) return undefined;
  const [whole, part] = hasMany(one) ? [one, other] : [other, one];
  return { ...ranking, whole, part };
}

/** The first groups of the larger dimension, each taken apart, and the number of all pairs; undefined where it needs every pair. */
export function leadingPairs(parameters: AggregateParameters, edition: Edition): Part[] | undefined {
  const pair = pairOf(parameters, edition);
  if (pair === undefined) return undefined;
  const { measure, path, known, least, whole, part } = pair;
  return [
    {
      only: isOfKnown(parameters) ? known : undefined,
      aggregations: {
        wholes: {
          terms: {
            field: dimensionOf(whole).field,
            size: maxWholes,
            shard_size: maxWholes,
            min_doc_count: least,
            // Without it the shard would choose among groups with too few movies, which are dropped only afterwards.
            shard_min_doc_count: least,
            order: { [path]: 'desc' },
          },
          aggs: {
            ...measure.aggregations(parameters),
            parts: {
              terms: { field: dimensionOf(part).field, size: maxParts, shard_size: maxParts },
              aggs: aggregationsOf(parameters.measures, parameters),
            },
          },
        },
      },
    },
    { only: known, aggregations: countOfGroups(parameters) },
  ];
}

type Whole = Bucket & { parts: { sum_other_doc_count: number; buckets: Bucket[] } };

/**
 * Reads the pairs; undefined when a group that was not taken apart may have one that belongs on the page, or is tied
 * with its last row: then every pair is needed.
 */
export function readLeadingPairs(
  counted: Record<string, unknown>,
  parameters: AggregateParameters,
  edition: Edition,
): LeadingGroups | undefined {
  const pair = pairOf(parameters, edition);
  const reply = counted.wholes as { buckets: Whole[] } | undefined;
  if (pair === undefined || reply === undefined) return undefined;
  const { measure, last, least, whole } = pair;
  if (reply.buckets.some(({ parts }) => parts.sum_other_doc_count > 0)) return undefined;
  const isWholeFirst = parameters.group[0] === whole;
  const groups = reply.buckets
    .flatMap(({ key, parts }) =>
      parts.buckets.map((bucket): Group => {
        const keys = [key as Key, bucket.key as Key];
        return { key: isWholeFirst ? keys : keys.reverse(), bucket };
      }),
    )
    .filter(rowFilter(parameters));
  const found = { groups, total: readCount(counted, least) };
  if (reply.buckets.length < maxWholes) return found;
  const figureOf = (bucket: Bucket | undefined): number =>
    measure.value(measure.present(bucket, parameters)) ?? 0;
  const figures = groups.map(({ bucket }) => figureOf(bucket)).sort((a, b) => b - a);
  const [atEnd = 0, most] = [figures[last - 1], figureOf(reply.buckets.at(-1))];
  return most < atEnd - margin(atEnd) ? found : undefined;
}
