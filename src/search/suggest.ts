import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Entity } from '../model/entity.js';
import type { Movie } from '../model/movie.js';
import { wholeNumber } from '../questions/parameters/parameters.js';
import { defineQuestion, type Query } from '../questions/question.js';
import { readText } from './read-text.js';

const counted = z.object({ id: z.number().int(), name: z.string(), movies: z.number().int() });
const textAllowed = 'must be a text of 2 to 200 characters';

type Parameters = { q: string; limit: number };
const groups = ['companies', 'people', 'collections'] as const;

export const suggest = defineQuestion({
  name: 'suggest',
  summary: 'Movies, companies, people and collections whose names begin like this',
  description:
    'For a field in which somebody types: names that have all words of `q`, the last of which may be a beginning, the best known first. A group without any is looked through once more with typos allowed, from four letters on.',
  parameters: z.strictObject({
    q: z
      .string(textAllowed)
      .trim()
      .min(2, textAllowed)
      .max(200, textAllowed)
      .describe('What was typed so far'),
    limit: wholeNumber(1, 20, 'must be a whole number from 1 to 20')
      .default(5)
      .describe('Most names of each group'),
  }),
  data: z.object({
    movies: z.array(z.object({ id: z.number().int(), name: z.string(), year: z.number().int().nullable() })),
    companies: z.array(counted),
    people: z.array(counted),
    collections: z.array(counted),
  }),
  index: 'movies',
  measures: () => [],
  body: (parameters) => moviesBody(parameters, false),
  present: (reply, _parameters, edition) => ({
    data: { movies: reply.hits.hits.map(presentTitle), companies: [], people: [], collections: [] },
    excluded: edition.excluded,
  }),
  async ask(send, parameters, edition) {
    const searches = (isTolerant: boolean) => [
      moviesBody(parameters, isTolerant),
      ...groups.map((documents) => ({ documents, ...entitiesBody(parameters, isTolerant) })),
    ];
    const replies = await send(searches(false));
    const empty = replies.flatMap(({ hits }, at) => (hits.hits.length === 0 ? [at] : []));
    if (empty.length > 0 && parameters.q.length >= 4) {
      const again = await send(searches(true).filter((_, at) => empty.includes(at)));
      for (const [at, group] of empty.entries()) replies[group] = again[at] as estypes.SearchResponse;
    }
    const [movies = [], companies = [], people = [], collections = []] = replies.map(({ hits }) => hits.hits);
    return {
      data: {
        movies: movies.map(presentTitle),
        companies: companies.map(presentName),
        people: people.map(presentName),
        collections: collections.map(presentName),
      },
      excluded: edition.excluded,
    };
  },
  example: { q: 'st' },
});

const moviesBody = ({ q, limit }: Parameters, isTolerant: boolean): estypes.SearchRequest => ({
  size: limit,
  track_total_hits: false,
  _source: ['id', 'title', 'releaseYear'],
  query: beginning(q, ['title', 'originalTitle'], ['title.exact', 'originalTitle.exact'], isTolerant),
  sort: ['_score', { popularity: { order: 'desc', missing: '_last' } }, { id: 'asc' }],
});

const entitiesBody = ({ q, limit }: Parameters, isTolerant: boolean): estypes.SearchRequest => ({
  size: limit,
  track_total_hits: false,
  _source: ['id', 'name', 'movies'],
  query: beginning(q, ['name', 'spellings'], ['name.exact', 'spellings.exact'], isTolerant),
  sort: ['_score', { movies: 'desc' }, { id: 'asc' }],
});

/** Tiers of constant score: the whole name, then names that have the words; within each the best known come first. */
function beginning(q: string, fields: string[], exact: string[], isTolerant: boolean): Query {
  const { whole, words, phrases } = readText(q);
  const spoken = [...words, ...phrases].join(' ');
  const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });
  const typos = isTolerant ? { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 } : {};
  const queries = exact.map((field) => tier(2, { term: { [field]: whole } }));
  if (spoken !== '') {
    queries.push(
      ...fields.map((field) =>
        tier(1, { match_bool_prefix: { [field]: { query: spoken, operator: 'and', ...typos } } }),
      ),
    );
    // The word being typed has no fuzziness of its own there: as a whole word it does.
    if (isTolerant) {
      queries.push(
        ...fields.map((field) =>
          tier(1, { match: { [field]: { query: spoken, operator: 'and', ...typos } } }),
        ),
      );
    }
  }
  return { dis_max: { queries } };
}

const presentTitle = ({ _source }: estypes.SearchHit) => {
  const { id, title, releaseYear } = _source as Movie;
  return { id, name: title, year: releaseYear };
};

const presentName = ({ _source }: estypes.SearchHit) => {
  const { id, name, movies } = _source as Entity;
  return { id, name, movies };
};
