import type { Query } from '../elasticsearch/query.js';
import { hasInitials } from './join-initials.js';
import { spellNumbers } from './number-words.js';
import type { SearchText } from './read-text.js';

/** Words as written; or with typos allowed, and the last word possibly incomplete. */
export type Matching = 'exact' | 'fuzzy';

/** Fields with names, each weighted by how much a word in it says about the movie. */
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
/** The fields that are searched with typos allowed; each further field costs another pass over its words. */
const fuzzyFields = [
  'title^2.5',
  'originalTitle^2',
  'collection.name.words^2',
  'directors.name^3',
  'cast.name^2',
];
/** Fields with running text. */
const prose = ['keywords.name.prose^2', 'tagline', 'overview'];

/** Scores of the tiers, far enough apart that popularity, which multiplies by at most about 1.5, seldom reorders them. */
const tiers = {
  title: 400,
  initials: 350,
  original: 300,
  article: 250,
  phrase: 120,
  near: 100,
  allWords: 60,
  beginning: 40,
  asWritten: 150,
};
const articles = ['the', 'a', 'an'];

/** The movies that match a text, filters aside; undefined for an empty text. */
export function matchText(text: SearchText, matching: Matching): Query | undefined {
  const { whole, words, phrases, excluded } = text;
  const must_not = excluded.map(phrase);
  if (whole === '') {
    return must_not.length === 0 ? undefined : { bool: { must: { match_all: {} }, must_not } };
  }
  const joined = [...words, ...phrases].join(' ');
  if (joined === '') return { bool: { must: anyOf(wholeTitle(whole, matching)), must_not } };
  const spelled = spellNumbers(words);
  const isSpelled = spelled.length < words.length && phrases.length === 0;
  const queries = [
    matchWords(text, matching),
    ...(isSpelled ? [matchWords({ ...text, whole: spelled.join(' '), words: spelled }, matching)] : []),
  ];
  return { bool: { must: anyOf(queries), must_not } };
}

/** Movies with all of the words and phrases; with typos allowed, with most of them. */
function matchWords({ whole, words, phrases }: SearchText, matching: Matching): Query {
  const joined = [...words, ...phrases].join(' ');
  const areShort = words.length <= maxFuzzy.words && words.every((word) => isShort(word, maxFuzzy.word));
  const spelling = areShort ? matching : 'exact';
  const isWhole = anyOf(wholeTitle(whole, matching));
  const required = matching === 'exact' ? words : specificWords(words);
  const parts = [
    ...required.map((word, at) => anywhere(word, spelling, at === required.length - 1)),
    ...phrases.map(phrase),
  ];
  const least = matching === 'exact' ? parts.length : '2<50%';
  const spread: Query = { bool: { should: parts, minimum_should_match: least } };
  const asWritten = [...words.map((word) => anywhere(word, 'exact', false)), ...phrases.map(phrase)];
  return {
    bool: {
      // A title without letters, or with words joined or split, matches only as a whole.
      must: phrases.length > 0 ? spread : anyOf([isWhole, spread]),
      should: [
        anyOf([isWhole, ...wordsOfTitle(whole, joined, spelling)]),
        // Movies with everything as written come before those with most of it.
        ...(matching === 'fuzzy' ? [tier(tiers.asWritten, { bool: { must: asWritten } })] : []),
      ],
    },
  };
}

/** Words of most texts: they do not count as a part of a text that was found. */
const commonWords = new Set('a an and at by for from in is it of on or the to with'.split(' '));

/** The words that are not common; all words where there are no others. */
function specificWords(words: readonly string[]): readonly string[] {
  const specific = words.filter((word) => !commonWords.has(word.toLowerCase()));
  return specific.length > 0 ? specific : words;
}

/** The fields in which matches are highlighted. */
export const highlightedFields = [
  ...['title', 'originalTitle', 'collection.name.words', 'directors.name', 'cast.name', 'keywords.name'],
  ...['tagline', 'overview'],
] as const;

/**
 * What to highlight in the movies found: the specific words, the last of which may be incomplete. A query of its own,
 * because highlighting by the one that finds the movies, with every word in every field many times, takes several times
 * as long as finding them, and with typos allowed a hundred times.
 */
export function highlightText({ words, phrases }: SearchText, matching: Matching): Query {
  const query = [...specificWords(words), ...phrases].join(' ');
  const written: Query = { multi_match: { query, fields: [...highlightedFields] } };
  if (matching === 'exact') return written;
  return anyOf([
    written,
    { multi_match: { query, type: 'bool_prefix', fields: ['title', 'originalTitle'] } },
  ]);
}

/** The text is the whole title: exactly, except for blanks and punctuation, or with typos. */
function wholeTitle(whole: string, matching: Matching): Query[] {
  const queries = [
    tier(tiers.title, { term: { 'title.exact': whole } }),
    tier(tiers.title - 20, { match: { 'title.whole': whole } }),
    tier(tiers.original, { term: { 'originalTitle.exact': whole } }),
    tier(tiers.original - 20, { match: { 'originalTitle.whole': whole } }),
  ];
  if (matching === 'exact' || !isShort(whole, maxFuzzy.title)) return queries;
  return [
    ...queries,
    tier(tiers.near, { match: { 'title.whole': { query: whole, ...typos } } }),
    tier(tiers.near - 20, { match: { 'originalTitle.whole': { query: whole, ...typos } } }),
  ];
}

/** The text is a part of the title. */
function wordsOfTitle(whole: string, joined: string, matching: Matching): Query[] {
  const inBoth = (boost: number, query: (field: string) => Query): Query[] =>
    titles.map((title) => tier(boost, query(title.split('^')[0] as string)));
  const queries = [
    ...articles.map((article) => tier(tiers.article, { match: { 'title.whole': `${article} ${whole}` } })),
    // `L.A.` is not the `la` of other titles; that of `written` keeps its dot.
    ...(hasInitials(whole) ? [writtenTitle(whole)] : []),
    ...inBoth(tiers.phrase, (field) => ({ match_phrase: { [field]: joined } })),
    ...inBoth(tiers.allWords, (field) => ({ match: { [field]: { query: joined, operator: 'and' } } })),
  ];
  if (matching === 'exact') return queries;
  return [
    ...queries,
    tier(tiers.beginning, { match_phrase_prefix: { title: { query: joined, max_expansions: 50 } } }),
    ...['title', 'originalTitle'].map((field) =>
      tier(tiers.beginning, { match: { [field]: { query: joined, operator: 'and', ...typos } } }),
    ),
  ];
}

const writtenTitle = (whole: string): Query =>
  tier(tiers.initials, { match_phrase: { 'title.written': whole } });

/** The first letter is seldom wrong, and requiring it leaves out all words with another. */
const typos = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: 20 } as const;

/**
 * Longer texts are not searched with typos allowed. The automaton that finds similar words grows with every letter: for
 * a word of 200 letters it takes hundreds of megabytes, and Elasticsearch fails.
 */
const maxFuzzy = { word: 24, title: 60, words: 12 };

const isShort = (text: string, most: number): boolean => [...text].length <= most;

/** A word, in any field. */
function anywhere(query: string, matching: Matching, isLast: boolean): Query {
  const written: Query = {
    multi_match: { query, fields: [...names, ...prose], operator: 'and', tie_breaker: 0.1 },
  };
  if (matching === 'exact') return written;
  const loose: Query[] = [{ multi_match: { query, fields: fuzzyFields, ...typos, boost: 0.4 } }];
  if (isLast && query.length > 2) {
    loose.push({ multi_match: { query, fields: titles, type: 'bool_prefix', boost: 0.5 } });
  }
  return anyOf([written, ...loose]);
}

/** Words that follow one another, in one field. */
const phrase = (query: string): Query => ({
  multi_match: { query, type: 'phrase', fields: [...names, ...prose] },
});

const anyOf = (queries: Query[]): Query => ({ dis_max: { queries } });
const tier = (boost: number, filter: Query): Query => ({ constant_score: { filter, boost } });

/** Multiplies the score by the logarithms of popularity and votes, which decide between equals and little more. */
export const preferPopular = (query: Query): Query => ({
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
