import { z } from 'zod';
import type { ManySubject } from '../../analytics/subjects.js';
import type { id } from '../../questions/parameters/parameters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { entitiesOf, entityRow, presentEntity } from './entity-row.js';

/** `/v1/companies/{id}` and `/v1/genres/{id}`: one entry of the catalogue. */
export function byId(subject: ManySubject): Question {
  return defineQuestion({
    name: subject.path,
    summary: `One ${subject.word}`,
    description: `Its name is its most frequent spelling. \`movies\` and the years speak of its released movies with a known release year; \`meta.excluded\` of its others.`,
    parameters: z.strictObject(subject.parameters as { id: ReturnType<typeof id> }),
    data: entityRow,
    index: subject.plural,
    measures: () => [],
    body: ({ id }) => ({ size: 1, query: { bool: { filter: [{ term: { id } }] } } }),
    present(reply) {
      const [entity] = entitiesOf(reply);
      if (entity === undefined) return undefined;
      return {
        data: presentEntity(entity),
        excluded: { undated: entity.undated, unreleased: entity.unreleased },
      };
    },
    example: subject.example,
  });
}
