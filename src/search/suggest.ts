import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Query } from '../elasticsearch/query.js';
import type { Entity } from '../model/entity.js';
import type { Movie } from '../model/movie.js';
import { identity } from '../questions/identity.js';
import { type Adult, adultFilter, adultLeftOut, adultParameter } from '../questions/parameters/adult.js';
import { wholeNumber } from '../questions/parameters/parameters.js';
import { defineQuestion, type Replies, type Search, type SendSearches } from '../questions/question.js';
import { hasInitials } from './join-initials.js';
import type { Matching } from './match-text.js';
import { readText } from './read-text.js';

const counted = identity.extend({ movies: z.number().int() }).meta({ id: 'CountedIdentity' });
const textAllowed = 'must be a text of 2 to 200 characters';

type Parameters = { q: string; limit: number; adult: Adult };
const entities = ['companies', 'people', 'collections'] as const;

/** Shorter texts are not searched with typos allowed: too many names are similar to them. */
const minFuzzy = 4;

export const suggest = defineQuestion({
  name: 'suggest',
  summary: 'Movies, companies, people and collections whose names begin with a text',
  description: `For search fields, while a text is typed: names that have all words of \`q\`, the last of which may be incomplete, the best known first. A group without any is searched again with typos allowed, from ${minFuzzy} letters on.`,
  parameters: z.strictObject({
    q: z
      .string(textAllowed)
      .trim()
      .min(2, textAllowed)
      .max(200, textAllowed)
      .describe('The text as far as it is typed'),
    limit: wholeNumber(1, 20, 'must be a whole number from 1 to 20')
      .default(5)
      .describe('Most names of each group'),
    adult: adultParameter('exclude'),
  }),
  data: z.object({
    movies: z.array(identity.extend({ year: z.number().int().nullable() })),
    companies: z.array(counted),
    people: z.array(counted),
    collections: z.array(counted),
  }),
  index: 'movies',
  measures: () => [],
  searches: (parameters) => searchesFor(parameters, 'exact'),
  async present(replies, parameters, edition, send) {
    const found = await searchEmptyAgain(replies, parameters, send);
    const [movies = [], companies = [], people = [], collections = []] = found.map(({ hits }) => hits.hits);
    return {
      data: {
        movies: movies.map(presentTitle),
        companies: companies.map(presentName),
        people: people.map(presentName),
        collections: collections.map(presentName),
      },
      excluded: { ...edition.excluded, ...adultLeftOut(parameters, edition) },
    };
  },
  example: { q: 'st' },
});

/** A search of movies, then one of each kind of entity. */
const searchesFor = (parameters: Parameters, matching: Matching): Search[] => [
  searchMovies(parameters, matching),
  ...entities.map((documents) => ({ documents, ...searchEntities(parameters, matching) })),
];

/** The replies, with those of groups without a name replaced by what is found with typos allowed. */
async function searchEmptyAgain(
  replies: Replies,
  parameters: Parameters,
  send: SendSearches,
): Promise<readonly estypes.SearchResponse[]> {
  const isEmpty = replies.map(({ hits }) => hits.hits.length === 0);
  if (parameters.q.length < minFuzzy || !isEmpty.includes(true)) return replies;
  const found = await send(searchesFor(parameters, 'fuzzy').filter((_, at) => isEmpty[at]));
  const inOrder = found.values();
  return replies.map((reply, at) => (isEmpty[at] ? (inOrder.next().value ?? reply) : reply));
}

const searchMovies = ({ q, limit, adult }: Parameters, matching: Matching): Search => ({
  size: limit,
  track_total_hits: false,
  _source: ['id', 'title', 'releaseYear'],
  query: {
    bool: {
      must: [matchBeginning(q, ['title', 'originalTitle'], ['title.exact', 'originalTitle.exact'], matching)],
      filter: adultFilter(adult),
    },
  },
  sort: ['_score', { popularity: { order: 'desc', missing: '_last' } }, { id: 'asc' }],
});

const searchEntities = ({ q, limit }: Parameters, matching: Matching): Search => ({
  size: limit,
  track_total_hits: false,
  _source: ['id', 'name', 'movies'],
  query: matchBeginning(q, ['name', 'spellings'], ['name.exact', 'spellings.exact'], matching),
  sort: ['_score', { movies: 'desc' }, { id: 'asc' }],
});

/** Two tiers of constant score: the whole name, then names that have the words; popularity decides within each. */
function matchBeginning(q: string, fields: string[], exact: string[], matching: Matching): Query {
  const { whole, words, phrases } = readText(q);
  const text = [...words, ...phrases].join(' ');
  const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });
  const typos = matching === 'fuzzy' ? { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 } : {};
  const queries = exact.map((field) => tier(2, { term: { [field]: whole } }));
  // Initials are no beginning of a longer word: `E.T.` is not `Eternal`, and `L.A.` not `La`.
  if (hasInitials(whole)) {
    queries.push(
      ...fields.map((field) => tier(1.3, { match: { [field]: { query: text, operator: 'and' } } })),
    );
    if (fields.includes('title')) queries.push(tier(1.6, { match_phrase: { 'title.written': whole } }));
  }
  if (text !== '') {
    queries.push(
      ...fields.map((field) =>
        tier(1, { match_bool_prefix: { [field]: { query: text, operator: 'and', ...typos } } }),
      ),
    );
    // There the last word is matched as a prefix, without typos; here it is matched as a whole word, with typos.
    if (matching === 'fuzzy') {
      queries.push(
        ...fields.map((field) => tier(1, { match: { [field]: { query: text, operator: 'and', ...typos } } })),
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
