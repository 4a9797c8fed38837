import { z } from 'zod';
import { hasId, type Query } from '../elasticsearch/query.js';
import type { Movie } from '../model/movie.js';
import { movieRow, movieRowFields, presentMovieRow } from '../questions/movie-row.js';
import { adultFilter, adultLeftOut, adultParameter } from '../questions/parameters/adult.js';
import { baseNeedsInflation, inflationParameters } from '../questions/parameters/inflation.js';
import { id, wholeNumber } from '../questions/parameters/parameters.js';
import { defineQuestion } from '../questions/question.js';

const maxSimilar = 100;

/**
 * What makes movies similar, and its weight. Ids rather than names, because different people share a name. A shared
 * keyword, person or collection says more than a word of the plot; a genre says least, and is what remains for movies
 * with few other fields.
 */
const similarities: readonly { field: string; boost: number; minimumShouldMatch: string }[] = [
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
    'By shared collection, keywords, director, cast, words of the overview and genres; what fewer movies share weighs more. Movies of any status are returned, adult ones where `adult` says so.',
  parameters: z
    .strictObject({
      id: id('movie'),
      limit: wholeNumber(1, maxSimilar, `must be a whole number from 1 to ${maxSimilar}`)
        .default(10)
        .describe('Most rows to return'),
      adult: adultParameter('exclude'),
      ...inflationParameters,
    })
    .check(baseNeedsInflation),
  data: z.array(movieRow.extend({ score: z.number() }).meta({ id: 'SimilarMovie' })),
  index: 'movies',
  measures: () => [],
  searches: ({ id, limit, adult }, edition) => [
    { size: 1, _source: false, query: hasId(id) },
    {
      size: limit,
      track_total_hits: false,
      _source: movieRowFields,
      query: {
        bool: {
          should: similarities.map((similarity) => similarBy(similarity, edition.indices.movies, id)),
          minimum_should_match: 1,
          filter: adultFilter(adult),
          must_not: [{ term: { id } }],
        },
      },
      sort: ['_score', { popularity: { order: 'desc', missing: '_last' } }, { id: 'asc' }],
    },
  ],
  present([movie, similar], parameters, edition) {
    if (movie.hits.hits.length === 0) return undefined;
    const hits = similar?.hits.hits ?? [];
    return {
      data: hits.map(({ _source, _score }) => ({
        ...presentMovieRow(_source as Movie, parameters),
        score: _score as number,
      })),
      excluded: { undated: 0, unreleased: 0, ...adultLeftOut(parameters, edition) },
    };
  },
  example: { id: '39355', limit: '5' },
});

/** Only terms of at least two movies count: a term of one movie makes it similar to none. */
function similarBy(
  { field, boost, minimumShouldMatch }: (typeof similarities)[number],
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
