import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { compareIdentities, type Identity, identify, identity } from '../../questions/identity.js';
import { by, type MeasureName, optionalMeasures } from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { movieParameters } from '../../questions/parameters/movie-filters.js';
import {
  offsetWithinWindow,
  pagingParameters,
  rowPosition,
  rowsBefore,
} from '../../questions/parameters/paging.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { rankingOrder, sortByMeasure } from '../../questions/parameters/sort.js';
import { type Answer, defineQuestion, type Question } from '../../questions/question.js';
import { valuesOf } from '../subjects.js';
import { everyGroupSearches, readEveryGroup } from './every-group.js';
import { type Found, type Group, lastRank, type Ranked, type RankingParameters } from './groups.js';
import { leadingGroupsSearches, readLeadingGroups } from './leading-groups.js';

type Ranking = Ranked & {
  name: string;
  summary: string;
  description: string;
  /** The default of `by`. */
  defaultMeasure: MeasureName;
  example: Record<string, string>;
};

/**
 * A question whose rows are ranked by a measure, ties by name. Elasticsearch groups and adds up; the rows are sorted
 * here, among the first groups where these are certain, otherwise among all.
 */
export function rankingQuestion({ ranked, of, ...question }: Ranking): Question {
  const subject = { ranked, of };
  const { word, plural } = ranked;
  return defineQuestion({
    name: question.name,
    summary: question.summary,
    description: question.description,
    parameters: movieParameters({
      ...of?.parameters,
      by: by(question.defaultMeasure),
      sort: sortByMeasure,
      minKnown: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
        .default(1)
        .describe('Rank only those with at least this many movies whose figure is known'),
      ...compareParameter,
      ...pagingParameters(20, rowPosition),
    }).check(offsetWithinWindow),
    data: z.array(
      z.object({
        rank: z.number().int().positive(),
        [word]: identity,
        ...optionalMeasures,
        ...comparison,
      }),
    ),
    index: 'movies',
    names: [plural],
    measures: (parameters) => [rankingOrder(parameters).by],
    searches(asked, edition) {
      const parameters = { ...asked, ...rankingOrder(asked) };
      return (
        leadingGroupsSearches(subject, parameters, edition) ??
        everyGroupSearches(subject, parameters, edition)
      );
    },
    hasWeightedRating: (parameters) => rankingOrder(parameters).by === 'weightedRating',
    async present(replies, asked, edition, send) {
      const parameters = { ...asked, ...rankingOrder(asked), ratingPrior: edition.ratingPrior };
      let ofEvery = replies;
      if (leadingGroupsSearches(subject, parameters, edition) !== undefined) {
        const leading = readLeadingGroups(parameters, replies);
        if (leading !== undefined) return presentRows(leading, subject, parameters, edition);
        ofEvery = await send(everyGroupSearches(subject, parameters, edition));
      }
      const every = readEveryGroup(subject, parameters, ofEvery);
      return every && presentRows(every, subject, parameters, edition);
    },
    movies: (row, { id }) => [...valuesOf(of ?? {}, id), [word, keyOf(row[word])]],
    example: question.example,
  });
}

type Row = { rank: number } & Record<string, unknown>;

function presentRows(
  { groups, total, excluded }: Found,
  { ranked: { word, plural } }: Ranked,
  parameters: RankingParameters,
  edition: Edition,
): Answer<Row[]> {
  const end = Math.min(lastRank(parameters), total);
  const start = rowsBefore(parameters);
  const rows = first(groups, end, parameters.isDescending, (key) => identify(edition, plural, key)).slice(
    start,
  );
  return {
    data: rows.map(({ identity, figure }, at) => ({
      rank: start + at + 1,
      [word]: identity,
      [parameters.by]: figure,
    })),
    excluded,
    total,
    ...(end < total && { next: [end] }),
  };
}

/** The first `end` groups in order. Only groups that can be among them are named and sorted. */
function first(
  groups: readonly Group[],
  end: number,
  isDescending: boolean,
  identifyGroup: (key: string) => Identity,
) {
  const sign = isDescending ? 1 : -1;
  const values = Float64Array.from(groups, ({ value }) => sign * value).sort();
  const least = values.at(-Math.min(end, values.length)) ?? Number.NEGATIVE_INFINITY;
  return groups
    .filter(({ value }) => sign * value >= least)
    .map(({ key, figure, value }) => ({ identity: identifyGroup(key), figure, value }))
    .sort((a, b) => sign * (b.value - a.value) || compareIdentities(a.identity, b.identity))
    .slice(0, end);
}
