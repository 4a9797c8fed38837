import type { Query } from '../elasticsearch/query.js';
import { spellNumbers } from './number-words.js';
import type { SearchText } from './read-text.js';

/** As written; or with typos, and with the last word as a beginning. */
export type Matching = 'exact' | 'fuzzy';

/** Names are matched word for word; their weights say how much a word in them tells of the movie. */
const titles = ['title^2.5', 'originalTitle^2', 'title.written^2.5', 'originalTitle.written^2'];
const names = [
  ...titles,
  'collection.name.words^2',
  'directors.name^3',
  'cast.name^2',
  'genres.name.words^2',
  'companies.name.words',
  'keywords.name^2',
];
/** Where a typo is looked for; every field more costs a look through its words. */
const tolerant = [
  'title^2.5',
  'originalTitle^2',
  'collection.name.words^2',
  'directors.name^3',
  'cast.name^2',
];
const prose = ['keywords.name.prose^2', 'tagline', 'overview'];

/** Scores of the tiers, far enough apart that popularity, which multiplies by at most about 1.5, seldom bridges them. */
const tiers = {
  title: 400,
  original: 300,
  article: 250,
  phrase: 120,
  near: 100,
  allWords: 60,
  beginning: 40,
  asWritten: 150,
};
const articles = ['the', 'a', 'an'];

/** What a movie must have of the text, whatever its filters; undefined where any movie will do. */
export function matchText(text: SearchText, matching: Matching): Query | undefined {
  const { whole, words, phrases, excluded } = text;
  const must_not = excluded.map(phrase);
  if (whole === '') {
    return must_not.length === 0 ? undefined : { bool: { must: { match_all: {} }, must_not } };
  }
  const spoken = [...words, ...phrases].join(' ');
  if (spoken === '') return { bool: { must: anyOf(wholeTitle(whole, matching)), must_not } };
  const spelled = spellNumbers(words);
  const isSpelled = spelled.length < words.length && phrases.length === 0;
  const queries = [
    matchWords(text, matching),
    ...(isSpelled ? [matchWords({ ...text, whole: spelled.join(' '), words: spelled }, matching)] : []),
  ];
  return { bool: { must: anyOf(queries), must_not } };
}

/** All of the words and phrases, or, once that has found little, most of them. */
function matchWords({ whole, words, phrases }: SearchText, matching: Matching): Query {
  const spoken = [...words, ...phrases].join(' ');
  const isTolerable =
    words.length <= maxTolerated.words && words.every((word) => isTolerated(word, maxTolerated.word));
  const spelling = isTolerable ? matching : 'exact';
  const isWhole = anyOf(wholeTitle(whole, matching));
  const asked = matching === 'exact' ? words : tellingWords(words);
  const parts = [
    ...asked.map((word, at) => anywhere(word, spelling, at === asked.length - 1)),
    ...phrases.map(phrase),
  ];
  const least = matching === 'exact' ? parts.length : '2<50%';
  const spread: Query = { bool: { should: parts, minimum_should_match: least } };
  const asWritten = [...words.map((word) => anywhere(word, 'exact', false)), ...phrases.map(phrase)];
  return {
    bool: {
      // A title without letters, or one written in other words than it has, is found as a whole.
      must: phrases.length > 0 ? spread : anyOf([isWhole, spread]),
      should: [
        anyOf([isWhole, ...wordsOfTitle(whole, spoken, spelling)]),
        // What has everything as written stays before what has most of it.
        ...(matching === 'fuzzy' ? [tier(tiers.asWritten, { bool: { must: asWritten } })] : []),
      ],
    },
  };
}

/** Words that stand in most texts: half of a text is not found where only these are. */
const commonWords = new Set('a an and at by for from in is it of on or the to with'.split(' '));

/** The words that tell one movie from another; all where there are no such. */
function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !commonWords.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words;
}

/** The fields in which what was found is marked. */
export const markedFields = [
  ...['title', 'originalTitle', 'collection.name.words', 'directors.name', 'cast.name', 'keywords.name'],
  ...['tagline', 'overview'],
] as const;

/**
 * What to mark of a text in the movies found: its telling words, the last of which may be a beginning. A query of its own, because marking by
 * the one that finds them, which has every word in every field many times over, takes several times as long as
 * finding them, and with typos a hundred times (2026-11).
 */
export function markText({ words, phrases }: SearchText, matching: Matching): Query {
  const query = [...tellingWords(words), ...phrases].join(' ');
  const written: Query = { multi_match: { query, fields: [...markedFields] } };
  if (matching === 'exact') return written;
  return anyOf([
    written,
    { multi_match: { query, type: 'bool_prefix', fields: ['title', 'originalTitle'] } },
  ]);
}

/** The text is the title: letter by letter, or but for blanks and punctuation; or nearly. */
function wholeTitle(whole: string, matching: Matching): Query[] {
  const queries = [
    tier(tiers.title, { term: { 'title.exact': whole } }),
    tier(tiers.title - 20, { match: { 'title.whole': whole } }),
    tier(tiers.original, { term: { 'originalTitle.exact': whole } }),
    tier(tiers.original - 20, { match: { 'originalTitle.whole': whole } }),
  ];
  if (matching === 'exact' || !isTolerated(whole, maxTolerated.title)) return queries;
  return [
    ...queries,
    tier(tiers.near, { match: { 'title.whole': { query: whole, ...typos } } }),
    tier(tiers.near - 20, { match: { 'originalTitle.whole': { query: whole, ...typos } } }),
  ];
}

/** The text is in the title. */
function wordsOfTitle(whole: string, spoken: string, matching: Matching): Query[] {
  const inBoth = (boost: number, query: (field: string) => Query): Query[] =>
    titles.map((title) => tier(boost, query(title.split('^')[0] as string)));
  const queries = [
    ...articles.map((article) => tier(tiers.article, { match: { 'title.whole': `${article} ${whole}` } })),
    ...inBoth(tiers.phrase, (field) => ({ match_phrase: { [field]: spoken } })),
    ...inBoth(tiers.allWords, (field) => ({ match: { [field]: { query: spoken, operator: 'and' } } })),
  ];
  if (matching === 'exact') return queries;
  return [
    ...queries,
    tier(tiers.beginning, { match_phrase_prefix: { title: { query: spoken, max_expansions: 50 } } }),
    ...['title', 'originalTitle'].map((field) =>
      tier(tiers.beginning, { match: { [field]: { query: spoken, operator: 'and', ...typos } } }),
    ),
  ];
}

/** The first letter is seldom wrong, and keeping it spares the look through all words with another. */
const typos = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 } as const;

/**
 * Letters of a text in which typos are looked for. Every letter makes the automaton that finds its like larger: for
 * a word of 200 letters they take hundreds of megabytes, and Elasticsearch refuses.
 */
const maxTolerated = { word: 24, title: 60, words: 12 };

const isTolerated = (text: string, most: number): boolean => [...text].length <= most;

/** A word, wherever a movie has it. */
function anywhere(query: string, matching: Matching, isLast: boolean): Query {
  const written: Query = {
    multi_match: { query, fields: [...names, ...prose], operator: 'and', tie_breaker: 0.1 },
  };
  if (matching === 'exact') return written;
  const loose: Query[] = [{ multi_match: { query, fields: tolerant, ...typos, boost: 0.4 } }];
  if (isLast && query.length > 2) {
    loose.push({ multi_match: { query, fields: titles, type: 'bool_prefix', boost: 0.5 } });
  }
  return anyOf([written, ...loose]);
}

/** A row of words, in one field. */
const phrase = (query: string): Query => ({
  multi_match: { query, type: 'phrase', fields: [...names, ...prose] },
});

const anyOf = (queries: Query[]): Query => ({ dis_max: { queries } });
const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });

/** Popularity and votes, each by its logarithm, so that they decide between equals and little more. */
export const preferKnown = (query: Query): Query => ({
  function_score: {
    query,
    functions: [
      { weight: 1 },
      { field_value_factor: { field: 'votes', modifier: 'log1p', missing: 0 }, weight: 0.1 },
      { field_value_factor: { field: 'popularity', modifier: 'log1p', missing: 0 }, weight: 0.1 },
    ],
    score_mode: 'sum',
    boost_mode: 'multiply',
  },
});
