import { z } from 'zod';
import { hasId } from '../../elasticsearch/query.js';
import { anyOf } from '../../questions/dimensions/filters.js';
import { baseNeedsInflation, inflationParameters } from '../../questions/parameters/inflation.js';
import { id } from '../../questions/parameters/parameters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { moviesOfSearch, readMoviesOf, totalFigures, totalMeasures } from '../movies-of.js';
import { entitiesOf, entityRow, presentEntity } from './entity-row.js';

export const companyById = byId('company', 'companies', '5');
export const genreById = byId('genre', 'genres', '16');

/** Figures over all movies, of which none is shown. */
const noMovies = { limit: 0, offset: 0, adult: 'include' } as const;

/** `/v1/companies/{id}` and `/v1/genres/{id}`. */
function byId(word: 'company' | 'genre', plural: 'companies' | 'genres', exampleId: string): Question {
  return defineQuestion({
    name: `${plural}/{id}`,
    summary: `One ${word}`,
    description:
      'Its name is its most frequent spelling. `movies`, the years and `totals` cover its released movies with a known release year; `meta.excluded` counts its others.',
    parameters: z.strictObject({ id: id(word), ...inflationParameters }).check(baseNeedsInflation),
    data: entityRow.extend({ totals: totalFigures }).meta({ id: word === 'company' ? 'Company' : 'Genre' }),
    index: plural,
    measures: () => totalMeasures,
    searches: (parameters) => [
      { size: 1, query: hasId(parameters.id) },
      moviesOfSearch({ bool: { filter: anyOf(word, [parameters.id]) } }, 'asc', [], {
        ...parameters,
        ...noMovies,
      }),
    ],
    present([reply, movies], parameters) {
      const [entity] = entitiesOf(reply);
      if (entity === undefined || movies === undefined) return undefined;
      return {
        data: {
          ...presentEntity(entity),
          totals: readMoviesOf(movies, { ...parameters, ...noMovies }).totals,
        },
        excluded: { undated: entity.undated, unreleased: entity.unreleased },
      };
    },
    example: { id: exampleId },
  });
}
