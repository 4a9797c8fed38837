import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import type { Query } from '../../elasticsearch/query.js';
import { totalOf } from '../../elasticsearch/total-of.js';
import { nextPosition, pageOf } from '../../questions/paged-search.js';
import {
  offsetWithinWindow,
  type Paging,
  pagingParameters,
  sortCount,
  sortId,
  sortPosition,
  sortScore,
  sortText,
} from '../../questions/parameters/paging.js';
import { type Answer, defineQuestion, type Question, type Replies } from '../../questions/question.js';
import { type EntityRow, entitiesOf, entityRow, presentEntity } from './entity-row.js';

/** Rows of a page where `limit` is `all`: few enough that other requests do not wait for them. */
const maxPage = 1000;

/** Look-ups by name in the indices of entities, and the list of all genres. */

export const listCompanies = listByName({
  plural: 'companies',
  summary: 'Companies by name',
  description:
    'One name may belong to several companies, which TMDB keeps apart by id: all of them are returned.',
  example: { q: 'pictures' },
});

export const listPeople = listByName({
  plural: 'people',
  summary: 'People by name',
  description: 'Members of casts and crews, in any job; people of the same name are kept apart by id.',
  example: { q: 'hamish' },
});

export const listCollections = listByName({
  plural: 'collections',
  summary: 'Collections by name',
  description: 'A collection is a series of movies, such as a trilogy, as TMDB groups them.',
  example: { q: 'falls' },
});

export const listKeywords = listByName({
  plural: 'keywords',
  summary: 'Keywords by name',
  description: 'A keyword is a motif of the plot, as noted at TMDB.',
  example: { q: 'light' },
});

export const listGenres = defineQuestion({
  name: 'genres',
  summary: 'All genres',
  description: 'In the order of names. `meta.excluded` counts over all movies of the edition.',
  parameters: z.strictObject(pagingParameters(100, sortPosition(sortText, sortId))).check(offsetWithinWindow),
  data: z.array(entityRow),
  index: 'genres',
  measures: () => [],
  searches: (parameters) => [
    {
      ...pageOf(parameters, maxPage),
      track_total_hits: true,
      query: { match_all: {} },
      sort: [{ 'name.exact': 'asc' }, { id: 'asc' }],
    },
  ],
  present: presentList,
  example: {},
});

type List = {
  plural: 'companies' | 'people' | 'keywords' | 'collections';
  summary: string;
  /** What holds for this list only; follows what holds for every list. */
  description: string;
  example: Record<string, string>;
};

/** `/v1/companies?q=` and its like. */
function listByName({ plural, summary, description, example }: List): Question {
  return defineQuestion({
    name: plural,
    summary,
    description: `All ${plural} whose name, in any spelling, has all the words of \`q\`, the last of which may be incomplete; exact names first, then those with more movies. ${description}`,
    parameters: z
      .strictObject({
        q: z
          .string()
          .max(200, 'must be a text of at most 200 characters')
          .optional()
          .describe('Words of the name, in any case and without regard to accents; all without it'),
        ...pagingParameters(20, sortPosition(sortScore, sortCount, sortText, sortId)),
      })
      .check(offsetWithinWindow),
    data: z.array(entityRow),
    index: plural,
    measures: () => [],
    searches: (parameters) => [
      {
        ...pageOf(parameters, maxPage),
        track_total_hits: true,
        query: matchName(parameters.q?.trim() ?? ''),
        sort: ['_score', { movies: 'desc' }, { 'name.exact': 'asc' }, { id: 'asc' }],
      },
    ],
    present: presentList,
    example,
  });
}

/** Three tiers of constant score, so that the number of movies decides within each. */
function matchName(text: string): Query {
  if (text === '') return { match_all: {} };
  const tier = (boost: number, filter: Query) => ({ constant_score: { filter, boost } });
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

function presentList([reply]: Replies, paging: Paging, edition: Edition): Answer<EntityRow[]> {
  const total = totalOf(reply);
  const next = nextPosition(reply, paging, total);
  return {
    data: entitiesOf(reply).map(presentEntity),
    excluded: edition.excluded,
    total,
    ...(next && { next }),
  };
}
