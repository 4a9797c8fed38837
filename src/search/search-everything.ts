import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import type { Query } from '../elasticsearch/query.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { DocumentType } from '../model/document-type.js';
import type { Entity } from '../model/entity.js';
import type { Movie } from '../model/movie.js';
import { nextPosition, pageOf } from '../questions/paged-search.js';
import { adultFilter, adultLeftOut, adultParameter } from '../questions/parameters/adult.js';
import {
  offsetWithinWindow,
  pagingParameters,
  sortId,
  sortPosition,
  sortScore,
} from '../questions/parameters/paging.js';
import { list } from '../questions/parameters/parameters.js';
import { defineQuestion, type Search } from '../questions/question.js';
import { type Matching, matchText } from './match-text.js';
import { readText } from './read-text.js';

/** Kinds of results, each with its documents. */
const documentsOf = {
  movie: 'movies',
  company: 'companies',
  person: 'people',
  collection: 'collections',
  genre: 'genres',
  keyword: 'keywords',
} as const satisfies Record<string, DocumentType>;
type Kind = keyof typeof documentsOf;
const kinds = Object.keys(documentsOf) as [Kind, ...Kind[]];

const kindsAllowed = `must be some of ${kinds.join(', ')}, separated by commas`;
const textAllowed = 'must be a text of 1 to 200 characters';

/** With fewer results than this, the text is searched again with typos allowed. */
const enough = 3;

/** Rows of a page where `limit` is `all`. */
const maxPage = 1000;

const parameters = z
  .strictObject({
    q: z
      .string(textAllowed)
      .trim()
      .min(1, textAllowed)
      .max(200, textAllowed)
      .meta({
        description: 'Words of a name, or of what is said of a movie',
        examples: ['star'],
      }),
    kinds: list(/^[a-z]+$/, String, z.enum(kinds, kindsAllowed), kinds.length, kindsAllowed)
      .default([...kinds].sort())
      .describe('The kinds to search; all by default'),
    adult: adultParameter('exclude'),
    ...pagingParameters(20, sortPosition(sortScore, sortId, z.enum(kinds))),
  })
  .check(offsetWithinWindow);
type Parameters = z.output<typeof parameters>;

const row = z
  .object({
    kind: z.enum(kinds),
    id: z.number().int().describe('TMDB id'),
    name: z.string().describe('The title of a movie'),
    year: z.number().int().nullable().describe('Release year of a movie; null for other kinds'),
    movies: z.number().int().nullable().describe('Number of movies of other kinds; null for a movie'),
    score: z.number().describe('Comparable within one search only'),
    href: z.string().describe('Path of its document; of a keyword, the search for its movies'),
  })
  .meta({ id: 'Result' });

/** `/v1/search`: one list over all kinds. */
export const searchEverything = defineQuestion({
  name: 'search',
  summary: 'Movies, companies, people, collections, genres and keywords in one list',
  description:
    'Best first across kinds: whole names, then names with all words, the last of which may be incomplete, then movies by what is said of them; within each the best known (votes of a movie, movies of others). Any spelling of a name finds it; typos are allowed for when fewer than 3 match as written (`meta.matching`).',
  parameters,
  data: z.array(row),
  index: 'movies',
  measures: () => [],
  searches: (asked, edition) => [searchFor(asked, edition, 'exact')],
  async present([exact], asked, edition, send) {
    const isFound = totalOf(exact) >= enough;
    const [reply] = isFound ? [exact] : await send([searchFor(asked, edition, 'fuzzy')]);
    const total = totalOf(reply);
    const position = nextPosition(reply, asked, total);
    // The kind instead of the index, whose name is nothing for readers.
    const next = position?.with(-1, kindOf(String(position.at(-1)), edition));
    return {
      data: reply.hits.hits.map((hit) => presentHit(hit, edition)),
      excluded: { ...edition.excluded, ...adultLeftOut(asked, edition) },
      total,
      matching: isFound ? 'exact' : 'fuzzy',
      ...(next && { next }),
    };
  },
  example: { q: 'star', limit: '5' },
});

const searchFor = (asked: Parameters, { indices }: Edition, matching: Matching): Search => ({
  ...pageAfter(pageOf(asked, maxPage), indices),
  documents: kinds.filter((kind) => asked.kinds.includes(kind)).map((kind) => documentsOf[kind]),
  track_total_hits: true,
  query: {
    function_score: {
      query: { bool: { must: [matchName(asked.q, matching)], filter: adultFilter(asked.adult) } },
      // Less than 1 in all, so that no tier overtakes another.
      functions: [
        { field_value_factor: { field: 'votes', modifier: 'log1p', missing: 0 }, weight: 0.1 },
        { field_value_factor: { field: 'movies', modifier: 'log1p', missing: 0 }, weight: 0.1 },
      ],
      score_mode: 'sum',
      boost_mode: 'sum',
    },
  },
  sort: ['_score', { id: 'asc' }, { _index: 'asc' }],
  _source: ['id', 'title', 'name', 'releaseYear', 'movies'],
});

/** A page after a result of an index, instead of one of a kind. */
function pageAfter(page: ReturnType<typeof pageOf>, indices: Edition['indices']): ReturnType<typeof pageOf> {
  const kind = kinds.find((one) => one === page.search_after?.at(-1));
  if (page.search_after === undefined || kind === undefined) return page;
  return { ...page, search_after: page.search_after.with(-1, indices[documentsOf[kind]]) };
}

const kindOf = (index: string, { indices }: Edition): Kind =>
  kinds.find((one) => indices[documentsOf[one]] === index) as Kind;

const typos = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 } as const;

/** Constant scores of whole names, of words of names, and of movies that a text says something of. */
function matchName(q: string, matching: Matching): Query {
  const text = readText(q);
  const { whole, words, phrases } = text;
  const joined = [...words, ...phrases].join(' ');
  const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });
  const ofNames = (boost: number, query: (field: string) => Query): Query[] =>
    ['title', 'originalTitle', 'name', 'spellings'].map((field) => tier(boost, query(field)));
  const said = matchText(text, matching);
  return {
    dis_max: {
      queries: [
        ...ofNames(4, (field) => ({ term: { [`${field}.exact`]: whole } })),
        ...(joined === ''
          ? []
          : [
              ...ofNames(3, (field) => ({ match: { [field]: { query: joined, operator: 'and' } } })),
              ...ofNames(2, (field) => ({
                match_bool_prefix: { [field]: { query: joined, operator: 'and' } },
              })),
            ]),
        ...(joined === '' || matching === 'exact'
          ? []
          : ofNames(1, (field) => ({ match: { [field]: { query: joined, operator: 'and', ...typos } } }))),
        ...(said === undefined ? [] : [tier(0.1, said)]),
      ],
    },
  };
}

function presentHit({ _index, _source, _score }: estypes.SearchHit, edition: Edition): z.output<typeof row> {
  const kind = kindOf(_index, edition);
  const score = _score as number;
  if (kind === 'movie') {
    const { id, title, releaseYear } = _source as Movie;
    return { kind, id, name: title, year: releaseYear, movies: null, score, href: `/v1/movies/${id}` };
  }
  const { id, name, movies } = _source as Entity;
  const href = kind === 'keyword' ? `/v1/movies/search?keyword=${id}` : `/v1/${documentsOf[kind]}/${id}`;
  return { kind, id, name, year: null, movies, score, href };
}
