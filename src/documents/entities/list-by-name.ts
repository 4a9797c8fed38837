import { z } from 'zod';
import {
  pagingParameters,
  refuseDeepOffset,
  sortCount,
  sortId,
  sortPosition,
  sortScore,
  sortText,
} from '../../questions/parameters/paging.js';
import { defineQuestion, type Query, type Question } from '../../questions/question.js';
import { entityRow } from './entity-row.js';
import { listBody, presentList } from './list-entities.js';

/** What sets one list apart from the others. */
type List = {
  plural: 'companies' | 'people' | 'keywords' | 'collections';
  summary: string;
  /** What is true of these alone; stands behind what is true of every list. */
  description: string;
  example: Record<string, string>;
};

/** `/v1/companies?q=` and its like: a look-up by name in an index of entities. */
export function listByName({ plural, summary, description, example }: List): Question {
  return defineQuestion({
    name: plural,
    summary,
    description: `Finds all ${plural} whose name, in any spelling, has all the words of \`q\`, the last of which may be a beginning; case and accents do not matter. Exact names come first, then those with more movies. ${description} Without \`query\`, all ${plural}. \`meta.total\` says how many there are, \`meta.excluded\` speaks of all movies of the edition.`,
    parameters: z
      .strictObject({
        q: z
          .string()
          .max(200, 'must be a text of at most 200 characters')
          .optional()
          .describe('Words of the name'),
        ...pagingParameters(20, sortPosition(sortScore, sortCount, sortText, sortId)),
      })
      .check(refuseDeepOffset),
    data: z.array(entityRow),
    index: plural,
    measures: () => [],
    body: (parameters) =>
      listBody(
        queryOf(parameters.q?.trim() ?? ''),
        ['_score', { movies: 'desc' }, { 'name.exact': 'asc' }, { id: 'asc' }],
        parameters,
      ),
    present: presentList,
    example,
  });
}

/** Three tiers of constant score, so that within each the number of movies decides. */
function queryOf(text: string): Query {
  if (text === '') return { match_all: {} };
  const tier = (boost: number, filter: Query) => ({
    constant_score: { filter, boost },
  });
  return {
    dis_max: {
      queries: [
        tier(3, { term: { 'name.exact': text } }),
        tier(2, { term: { 'spellings.exact': text } }),
        tier(1, { match_bool_prefix: { spellings: { query: text, operator: 'and' } } }),
      ],
    },
  };
}
