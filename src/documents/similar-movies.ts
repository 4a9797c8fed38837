import { z } from 'zod';
import { indexName } from '../editions/index-names.js';
import type { Movie } from '../model/movie.js';
import { moneyParameters, refuseBaseAlone } from '../questions/measures/inflation.js';
import { id, wholeNumber } from '../questions/parameters/parameters.js';
import { defineQuestion, type Query } from '../questions/question.js';
import { movieRow, movieRowFields, presentMovieRow } from './movie-row.js';

const maxSimilar = 100;

/**
 * What makes movies alike, and how much it weighs. Ids rather than names, so that namesakes are no likeness. A motif,
 * a person or a series that two movies share says more than a word of the plot, and a genre the least: it is
 * what remains for movies of which little is told.
 */
const likenesses: readonly { field: string; boost: number; minimumShouldMatch: string }[] = [
  { field: 'collection.id', boost: 3, minimumShouldMatch: '1' },
  { field: 'keywords.id', boost: 2, minimumShouldMatch: '1' },
  { field: 'directors.id', boost: 1.5, minimumShouldMatch: '1' },
  { field: 'cast.id', boost: 1, minimumShouldMatch: '1' },
  { field: 'overview', boost: 0.5, minimumShouldMatch: '15%' },
  { field: 'genres.id', boost: 0.5, minimumShouldMatch: '1' },
];

export const similarMovies = defineQuestion({
  name: 'movies/{id}/similar',
  summary: 'The movies most like one',
  description:
    'By shared collection, keywords, director, cast, rare words of the overview and genres, the rarer the more telling. `score` is comparable within one answer alone; at equal scores the more popular movie comes first, then the smaller id. Movies of any status are answered, so `meta.excluded` is 0; the list is empty when nothing is shared.',
  parameters: z
    .strictObject({
      id: id('movie'),
      limit: wholeNumber(1, maxSimilar, `must be a whole number from 1 to ${maxSimilar}`)
        .default(10)
        .describe('Most rows to answer'),
      ...moneyParameters,
    })
    .check(refuseBaseAlone),
  data: z.array(movieRow.extend({ score: z.number() })),
  index: 'movies',
  measures: () => [],
  body: ({ id, limit }, edition) => [
    { size: 1, _source: false, query: { bool: { filter: [{ term: { id } }] } } },
    {
      size: limit,
      track_total_hits: false,
      _source: movieRowFields,
      query: {
        bool: {
          should: likenesses.map((likeness) => alike(likeness, indexName('movies', edition.id), id)),
          minimum_should_match: 1,
          must_not: [{ term: { id } }],
        },
      },
      sort: ['_score', { popularity: { order: 'desc', missing: '_last' } }, { id: 'asc' }],
    },
  ],
  present(_reply, parameters, _edition, [movie, similar]) {
    if (!movie?.hits.hits.length) return undefined;
    const hits = similar?.hits.hits ?? [];
    return {
      data: hits.map(({ _source, _score }) => ({
        ...presentMovieRow(_source as Movie, parameters),
        score: _score as number,
      })),
      excluded: { undated: 0, unreleased: 0 },
    };
  },
  example: { id: '39355', limit: '5' },
});

/** A term of one movie alone tells nothing of others: two at least must have it. */
function alike(
  { field, boost, minimumShouldMatch }: (typeof likenesses)[number],
  index: string,
  id: number,
): Query {
  return {
    more_like_this: {
      fields: [field],
      like: [{ _index: index, _id: String(id) }],
      min_term_freq: 1,
      min_doc_freq: 2,
      max_query_terms: 25,
      minimum_should_match: minimumShouldMatch,
      boost,
    },
  };
}
