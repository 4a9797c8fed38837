import { z } from 'zod';
import { compareIdentities, type Edition, identify } from '../../editions/edition.js';
import { by, type MeasureName, optionalMeasures } from '../../questions/measures/measures.js';
import { movieParameters } from '../../questions/parameters/movie-filters.js';
import { pagingParameters, refuseDeepOffset, rowPosition } from '../../questions/parameters/paging.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { type Answer, defineQuestion, type Question } from '../../questions/question.js';
import type { ManySubject } from '../subjects.js';
import { everyGroupBodies, readEveryGroup } from './every-group.js';
import {
  type Found,
  firstWanted,
  type Group,
  lastWanted,
  type Ranked,
  type RankingParameters,
} from './groups.js';
import { leadingGroupsBodies, readLeadingGroups } from './leading-groups.js';

/** What sets one ranking apart from the others. */
type Ranking = Ranked & {
  name: string;
  summary: string;
  description: string;
  fallback: MeasureName;
  example: Record<string, string>;
};

/**
 * A question whose rows are ranked by a measure, ties by name. Elasticsearch groups and adds up; the order is made
 * here, of the first groups where those are certain, else of all.
 */
export function rankingQuestion({ ranked, of, ...question }: Ranking): Question {
  const { word, plural } = ranked;
  const subject: Ranked = { ranked, of };
  return defineQuestion({
    name: question.name,
    summary: question.summary,
    description: `${question.description} Ranked by the measure \`by\`, largest first, ties by name; only ${plural} with at least \`minKnown\` movies whose figure is known have a rank. \`meta.total\` says how many have.`,
    parameters: movieParameters({
      ...of?.parameters,
      by: by(question.fallback),
      minKnown: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
        .default(1)
        .describe(`Rank ${plural} with at least so many movies whose figure is known`),
      ...pagingParameters(20, rowPosition),
    }).check(refuseDeepOffset),
    data: z.array(
      z.object({
        rank: z.number().int().positive(),
        [word]: z.object({ id: z.number().int(), name: z.string() }),
        ...optionalMeasures,
      }),
    ),
    index: 'movies',
    names: [plural],
    measures: (parameters) => [(parameters as RankingParameters).by],
    body(parameters, edition) {
      const asked = parameters as RankingParameters;
      return leadingGroupsBodies(subject, asked, edition) ?? everyGroupBodies(subject, asked, edition);
    },
    present(_reply, parameters, edition, replies) {
      const asked = parameters as RankingParameters;
      const found = readLeadingGroups(asked, replies) ?? readEveryGroup(subject, asked, replies);
      return found && present(found, ranked, asked, edition);
    },
    async ask(send, parameters, edition) {
      const asked = parameters as RankingParameters;
      const leading = leadingGroupsBodies(subject, asked, edition);
      const found =
        (leading && readLeadingGroups(asked, await send(leading))) ??
        readEveryGroup(subject, asked, await send(everyGroupBodies(subject, asked, edition)));
      return found && present(found, ranked, asked, edition);
    },
    example: question.example,
  });
}

function present(
  { groups, total, excluded }: Found,
  { word, plural }: ManySubject,
  parameters: RankingParameters,
  edition: Edition,
): Answer<Row[]> {
  const end = Math.min(lastWanted(parameters), total);
  const start = firstWanted(parameters);
  const rows = largest(groups, end, (key) => identify(edition, plural, key)).slice(start);
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

type Row = { rank: number } & Record<string, unknown>;

/** The first `end` groups in order. Only those that can be among them are named and sorted. */
function largest(
  groups: readonly Group[],
  end: number,
  identifyGroup: (key: string) => { id: number; name: string },
) {
  const values = Float64Array.from(groups, ({ value }) => value).sort();
  const least = values.at(-Math.min(end, values.length)) ?? Number.NEGATIVE_INFINITY;
  return groups
    .filter(({ value }) => value >= least)
    .map(({ key, figure, value }) => ({ identity: identifyGroup(key), figure, value }))
    .sort((a, b) => b.value - a.value || compareIdentities(a.identity, b.identity))
    .slice(0, end);
}
