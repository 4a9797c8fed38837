import { z } from 'zod';
import type { Bucket } from '../../elasticsearch/query.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { type DimensionName, dimensionOf, hasMany } from '../../questions/dimensions/dimensions.js';
import { by, type MeasureName, measureOf, optionalMeasures } from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { movieParameters } from '../../questions/parameters/movie-filters.js';
import { offsetWithinWindow, pagingParameters, rowsBefore } from '../../questions/parameters/paging.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { rankingOrder, sortByMeasure } from '../../questions/parameters/sort.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { type AggregateParameters, position } from './aggregate-parameters.js';
import { findGroups, firstParts } from './find-groups.js';
import { GroupNames } from './names.js';

/**
 * `directors/top` and its like: the groups of one dimension, ranked by a measure.
 * @param asked - one, or several of people, among which `part` selects
 */
export function topQuestion(
  plural: string,
  asked: DimensionName | readonly [DimensionName, ...DimensionName[]],
  example: Record<string, string>,
): Question {
  const dimensions: readonly [DimensionName, ...DimensionName[]] =
    typeof asked === 'string' ? [asked] : asked;
  const [first] = dimensions;
  const isOne = dimensions.length === 1;
  const { definition, cell } = dimensionOf(first);
  const column = isOne ? first : 'person';
  const shape = {
    part: z
      .enum(dimensions, `must be one of: ${dimensions.join(', ')}`)
      .default(first)
      .describe('The part that people had in the movies'),
    by: by('revenue'),
    sort: sortByMeasure,
    minKnown: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
      .default(1)
      .describe('Rank only those with at least this many movies whose figure is known'),
    ...compareParameter,
    ...pagingParameters(20, position),
  };
  const { part: _, ...withoutPart } = shape;
  const parameters = movieParameters(isOne ? withoutPart : shape).check(offsetWithinWindow);
  const dimensionAsked = (asked: object): DimensionName =>
    'part' in asked ? (asked.part as DimensionName) : first;
  /** The same as a question to `movies/aggregate`, ties by name. */
  const toAggregate = (asked: z.output<typeof parameters>): AggregateParameters => {
    const { by, isDescending } = rankingOrder(asked);
    const order = `${isDescending ? '-' : ''}${by}`;
    const dimension = dimensionAsked(asked);
    return {
      ...asked,
      group: [dimension],
      measures: [by],
      sort: [order, dimension],
      minReleases: 1,
      unknown: 'exclude',
      gaps: 'none',
    };
  };
  const measureAsked = (asked: z.output<typeof parameters>): MeasureName => rankingOrder(asked).by;
  return defineQuestion({
    name: `${plural}/top`,
    summary: `The ${plural} ranked by any measure`,
    description: isOne
      ? `${definition} A movie counts in full for each.`
      : 'People in one part: as actors (of the first of the billing), directors, writers, producers or composers. A movie counts in full for each.',
    parameters,
    data: z.array(
      z.object({
        rank: z.number().int().positive(),
        [column]: cell,
        ...optionalMeasures,
        ...comparison,
      }),
    ),
    index: 'movies',
    measures: (asked) => [measureAsked(asked)],
    dimensions: (asked) => [dimensionAsked(asked)],
    isHeavy: () => hasMany(first),
    hasWeightedRating: (asked) => measureAsked(asked) === 'weightedRating',
    searches: (asked, edition) => countedSearchesOfAll(asked, firstParts(toAggregate(asked), edition)),
    async present(replies, asked, edition, send) {
      const found = readCounted(replies);
      if (found === undefined) return undefined;
      const aggregate = { ...toAggregate(asked), ratingPrior: edition.ratingPrior };
      const names = new GroupNames([dimensionAsked(asked)], send);
      const { groups, total, next } = await findGroups(found.counted, aggregate, edition, send, names);
      await names.read(groups);
      const measure = measureAsked(asked);
      return {
        data: groups.map(({ key: [key = null], bucket }, at) => ({
          rank: rowsBefore(asked) + at + 1,
          [column]: names.cell(0, key),
          [measure]: measureOf(measure).present(bucket as Bucket, aggregate),
        })),
        excluded: found.excluded,
        ...(total !== null && { total }),
        ...(next && { next }),
      };
    },
    movies: (row, asked) => [[dimensionAsked(asked), keyOf(row[column])]],
    example,
  });
}
