import type { Query } from '../analytics/question.js';
import type { SearchText } from './read-text.js';

/** As written; or with typos, and with the last word as a beginning. */
export type Matching = 'exact' | 'fuzzy';

/** Names are matched word for word; their weights say how much a word in them tells of the movie. */
const titles = ['title^6', 'originalTitle^5'];
const names = [
  ...titles,
  'collection.name.words^3',
  'directors.name^3',
  'cast.name^2',
  'genres.name.words^2',
  'companies.name.words',
  'keywords.name^2',
];
const prose = ['keywords.name.prose^2', 'tagline', 'overview'];

/** Scores of the tiers, far enough apart that popularity, which adds at most about half, seldom bridges them. */
const tiers = { title: 400, originalTitle: 300, article: 250, phrase: 120, allWords: 60, beginning: 40 };

/** A movie has this status of its text, whatever its filters; undefined where any movie will do. */
export function matchText(text: SearchText, matching: Matching): Query | undefined {
  const { whole, words, phrases, excluded } = text;
  const must_not = excluded.map(phrase);
  if (whole === '')
    return must_not.length === 0 ? undefined : { bool: { must: { match_all: {} }, must_not } };
  const spoken = [...words, ...phrases].join(' ');
  const isExact: Query = {
    dis_max: {
      queries: [
        tier(tiers.title, { term: { 'title.exact': whole } }),
        tier(tiers.originalTitle, { term: { 'originalTitle.exact': whole } }),
      ],
    },
  };
  if (spoken === '') return { bool: { must: isExact, must_not } };
  const must = [
    ...words.map((word, at) => anywhere(word, matching, at === words.length - 1)),
    ...phrases.map(phrase),
  ];
  // Of three words and more, one in four may be misremembered once the exact search has found little.
  const least = matching === 'exact' ? must.length : '2<75%';
  const anyOf = { bool: { should: must, minimum_should_match: least } };
  const inTitle: Query = {
    dis_max: {
      queries: [
        isExact,
        tier(tiers.article, {
          terms: { 'title.exact': ['the', 'a', 'an'].map((article) => `${article} ${whole}`) },
        }),
        tier(tiers.phrase, {
          multi_match: { query: spoken, type: 'phrase', fields: ['title', 'originalTitle'] },
        }),
        tier(tiers.allWords, { match: { title: { query: spoken, operator: 'and' } } }),
        tier(tiers.allWords, { match: { originalTitle: { query: spoken, operator: 'and' } } }),
        ...(matching === 'fuzzy'
          ? [
              tier(tiers.beginning, {
                match_phrase_prefix: { title: { query: spoken, max_expansions: 50 } },
              }),
              tier(tiers.beginning, { match: { title: { query: spoken, operator: 'and', ...typos } } }),
              tier(tiers.beginning, {
                match: { originalTitle: { query: spoken, operator: 'and', ...typos } },
              }),
            ]
          : []),
      ],
    },
  };
  return {
    bool: {
      must: phrases.length > 0 ? [anyOf] : [{ dis_max: { queries: [isExact, anyOf] } }],
      should: [inTitle],
      must_not,
    },
  };
}

/** The first letter is seldom wrong, and fixing it makes the fuzzy search several times as fast. */
const typos = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 50 } as const;

/** A word, wherever a movie has it. */
function anywhere(query: string, matching: Matching, isLast: boolean): Query {
  const written: Query = {
    multi_match: { query, fields: [...names, ...prose], operator: 'and', tie_breaker: 0.1 },
  };
  if (matching === 'exact') return written;
  const tolerant: Query[] = [
    { multi_match: { query, fields: names, operator: 'and', tie_breaker: 0.1, ...typos, boost: 0.6 } },
  ];
  if (isLast && query.length > 2) {
    tolerant.push({ multi_match: { query, fields: titles, type: 'bool_prefix', boost: 0.5 } });
  }
  return { dis_max: { queries: [written, ...tolerant] } };
}

/** A row of words, in one field. */
const phrase = (query: string): Query => ({
  multi_match: { query, type: 'phrase', fields: [...names, ...prose] },
});

const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });

/** Popularity and votes, each by its logarithm, so that they decide between equals and little more. */
export const preferKnown = (query: Query): Query => ({
  function_score: {
    query,
    functions: [
      { weight: 1 },
      { field_value_factor: { field: 'voteCount', modifier: 'log1p', missing: 0 }, weight: 0.1 },
      { field_value_factor: { field: 'popularity', modifier: 'log1p', missing: 0 }, weight: 0.1 },
    ],
    score_mode: 'sum',
    boost_mode: 'multiply',
  },
});
