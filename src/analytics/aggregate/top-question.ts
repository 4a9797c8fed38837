import { z } from 'zod';
import { totalOf } from '../../elasticsearch/total-of.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { type DimensionName, dimensionOf, hasMany } from '../../questions/dimensions/dimensions.js';
import {
  by,
  type MeasureName,
  optionalMeasures,
  presentMeasures,
} from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import {
  offsetWithinWindow,
  pagingParameters,
  rowPosition,
  rowsBefore,
} from '../../questions/parameters/paging.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { rankingOrder, sortByMeasure } from '../../questions/parameters/sort.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { type ManySubject, valuesOf } from '../subjects.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import { findGroups, firstParts } from './find-groups.js';

/** What a ranking of companies, genres or collections has of its own. Their names are kept in memory: it takes no turns. */
export type OwnRanking = {
  summary: string;
  description: string;
  /** The default of `by`. */
  defaultMeasure: MeasureName;
  /** The company whose partners are ranked, by the movies that both made; `name` is then the path. */
  of?: { subject: ManySubject; name: string };
};

/**
 * `directors/top` and its like: the groups of one dimension, ranked by a measure.
 * @param asked - one, or several of people, among which `part` selects
 */
export function topQuestion(
  plural: string,
  asked: DimensionName | readonly [DimensionName, ...DimensionName[]],
  example: Record<string, string>,
  own?: OwnRanking,
): Question {
  const dimensions: readonly [DimensionName, ...DimensionName[]] =
    typeof asked === 'string' ? [asked] : asked;
  const [first] = dimensions;
  const isOne = dimensions.length === 1;
  const { definition, cell, documents } = dimensionOf(first);
  const column = isOne ? first : 'person';
  const subject = own?.of?.subject;
  const part = z
    .enum(dimensions, `must be one of: ${dimensions.join(', ')}`)
    .default(first)
    .describe('The part that people had in the movies');
  const parameters = movieParameters({
    ...subject?.parameters,
    ...(!isOne && { part }),
    by: by(own?.defaultMeasure ?? 'revenue'),
    sort: sortByMeasure,
    minKnown: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
      .default(1)
      .describe('Rank only those with at least this many movies whose figure is known'),
    ...compareParameter,
    ...pagingParameters(20, rowPosition),
  }).check(offsetWithinWindow);
  type Asked = z.output<typeof parameters>;
  const dimensionAsked = ({ part }: { part?: unknown }): DimensionName =>
    dimensions.find((dimension) => dimension === part) ?? first;
  /** The same as a question to `movies/aggregate`, ties by name, then by id. */
  const toAggregate = (asked: Asked): AggregateParameters => {
    const { by, isDescending } = rankingOrder(asked);
    const dimension = dimensionAsked(asked);
    return {
      ...asked,
      ...(subject && moviesOf(subject, asked)),
      group: [dimension],
      measures: [by],
      sort: [`${isDescending ? '-' : ''}${by}`, dimension, ...(documents === undefined ? [] : ['id'])],
      minReleases: 1,
      unknown: 'exclude',
      gaps: 'none',
      isUnlimited: own !== undefined,
    };
  };
  return defineQuestion({
    name: own?.of?.name ?? `${plural}/top`,
    summary: own?.summary ?? `The ${plural} ranked by any measure`,
    description:
      own?.description ??
      (isOne
        ? `${definition} A movie counts in full for each.`
        : 'People in one part: as actors (of the first of the billing), directors, writers, producers or composers. A movie counts in full for each.'),
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
    ...(own && documents
      ? { names: [documents] }
      : { dimensions: (asked: Asked) => [dimensionAsked(asked)] }),
    measures: (asked) => [rankingOrder(asked).by],
    isHeavy: () => own === undefined && hasMany(first),
    searches(asked, edition) {
      const aggregate = toAggregate(asked);
      const searches = countedSearchesOfAll(aggregate, firstParts(aggregate, edition));
      return subject
        ? [...searches, { size: 0, track_total_hits: true, query: subject.select(asked) }]
        : searches;
    },
    async present(replies, asked, edition, send) {
      const found = readCounted(replies);
      const ofSubject = subject && replies.at(-1);
      if (found === undefined || (ofSubject && totalOf(ofSubject) === 0)) return undefined;
      const aggregate = { ...toAggregate(asked), ratingPrior: edition.ratingPrior };
      const { groups, names, total, next } = await findGroups(found.counted, aggregate, edition, send);
      return {
        data: groups.map(({ key: [key = null], bucket }, at) => ({
          rank: rowsBefore(asked) + at + 1,
          [column]: names.cell(0, key),
          ...presentMeasures(aggregate.measures, bucket, aggregate),
        })),
        excluded: found.excluded,
        ...(total !== null && { total }),
        ...(next && { next: next.slice(0, 1) }),
      };
    },
    movies: (row, asked) => [
      ...(subject ? valuesOf(subject, asked.id) : []),
      [dimensionAsked(asked), keyOf(row[column])],
    ],
    example,
  });
}

/** The movies of a company, which is not its own partner. */
function moviesOf({ word }: ManySubject, asked: MovieFilters & { id?: unknown }) {
  const name = `${word}.all` as const;
  return { [name]: [...(asked[name] ?? []), Number(asked.id)], leftOut: String(asked.id) };
}
