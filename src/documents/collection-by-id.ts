import { z } from 'zod';
import { defineQuestion } from '../questions/question.js';
import { entitiesOf, entityRow, presentEntity } from './entities/entity-row.js';
import { movieRow, movieRowFields, presentMovieRow } from './movie-row.js';
import { moviesOfBody, moviesOfParameters, readMoviesOf, totalFigures, totalMeasures } from './movies-of.js';

export const collectionById = defineQuestion({
  name: 'collections/{id}',
  summary: 'One collection: its parts and totals',
  description:
    'The parts stand in the order of their release, undated ones last, and are of any status; the totals are over the released ones with a known release year, and `meta.excluded` says which parts they leave out.',
  parameters: moviesOfParameters('collection'),
  data: entityRow.extend({
    totals: totalFigures,
    parts: z.array(movieRow),
    partsTotal: z.number().int().describe('Parts there are in all'),
    partsBeyond: z.number().int().describe('Parts that follow those shown'),
  }),
  index: 'collections',
  measures: () => totalMeasures,
  body: (parameters) => [
    { size: 1, query: { bool: { filter: [{ term: { id: parameters.id } }] } } },
    moviesOfBody(
      { bool: { filter: [{ term: { 'collection.id': parameters.id } }] } },
      'asc',
      movieRowFields,
      parameters,
    ),
  ],
  present(reply, parameters, _edition, [, movies]) {
    const [collection] = entitiesOf(reply);
    if (collection === undefined || movies === undefined) return undefined;
    const found = readMoviesOf(movies, parameters);
    return {
      data: {
        ...presentEntity(collection),
        totals: found.totals,
        parts: found.movies.map((movie) => presentMovieRow(movie, parameters)),
        partsTotal: found.total,
        partsBeyond: found.beyond,
      },
      excluded: found.excluded,
    };
  },
  example: { id: '1464' },
});
