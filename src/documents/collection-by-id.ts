import { z } from 'zod';
import { hasId } from '../elasticsearch/query.js';
import { movieRow, movieRowFields, presentMovieRow } from '../questions/movie-row.js';
import { defineQuestion } from '../questions/question.js';
import { entitiesOf, entityRow, presentEntity } from './entities/entity-row.js';
import {
  moviesOfParameters,
  moviesOfSearch,
  readMoviesOf,
  totalFigures,
  totalMeasures,
} from './movies-of.js';

export const collectionById = defineQuestion({
  name: 'collections/{id}',
  summary: 'One collection: its parts and totals',
  description:
    'The parts are in the order of their release, undated ones last, and of any status; the totals are over the released ones with a known release year, and `meta.excluded` counts the parts that they leave out.',
  parameters: moviesOfParameters('collection'),
  data: entityRow
    .extend({
      totals: totalFigures,
      parts: z.array(movieRow),
      partsTotal: z.number().int().describe('Parts of the whole collection'),
      partsRemaining: z.number().int().describe('Parts that follow those returned'),
    })
    .meta({ id: 'Collection' }),
  index: 'collections',
  measures: () => totalMeasures,
  searches: (parameters) => [
    { size: 1, query: hasId(parameters.id) },
    moviesOfSearch(
      { bool: { filter: [{ term: { 'collection.id': parameters.id } }] } },
      'asc',
      movieRowFields,
      parameters,
    ),
  ],
  present([reply, movies], parameters) {
    const [collection] = entitiesOf(reply);
    if (collection === undefined || movies === undefined) return undefined;
    const found = readMoviesOf(movies, parameters);
    return {
      data: {
        ...presentEntity(collection),
        totals: found.totals,
        parts: found.movies.map((movie) => presentMovieRow(movie, parameters)),
        partsTotal: found.total,
        partsRemaining: found.remaining,
      },
      excluded: found.excluded,
    };
  },
  example: { id: '1464' },
});
