import { z } from 'zod';
import { hasId } from '../../elasticsearch/query.js';
import { id } from '../../questions/parameters/parameters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { entitiesOf, entityRow, presentEntity } from './entity-row.js';

export const companyById = byId('company', 'companies', '5');
export const genreById = byId('genre', 'genres', '16');

/** `/v1/companies/{id}` and `/v1/genres/{id}`. */
function byId(word: 'company' | 'genre', plural: 'companies' | 'genres', exampleId: string): Question {
  return defineQuestion({
    name: `${plural}/{id}`,
    summary: `One ${word}`,
    description:
      'Its name is its most frequent spelling. `movies` and the years cover its released movies with a known release year; `meta.excluded` counts its others.',
    parameters: z.strictObject({ id: id(word) }),
    data: entityRow,
    index: plural,
    measures: () => [],
    searches: ({ id }) => [{ size: 1, query: hasId(id) }],
    present([reply]) {
      const [entity] = entitiesOf(reply);
      if (entity === undefined) return undefined;
      return {
        data: presentEntity(entity),
        excluded: { undated: entity.undated, unreleased: entity.unreleased },
      };
    },
    example: { id: exampleId },
  });
}
