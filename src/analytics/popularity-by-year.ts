import { z } from 'zod';
import { byYearBody, readByYear } from './by-year.js';
import { meanFigure, presentPopularity, sumOf } from './measures.js';
import { byYearParameters } from './parameters.js';
import { defineQuestion, type Question } from './question.js';
import type { SubjectKind } from './subjects.js';

/** `/v1/companies/{id}/popularity-by-year` and its sibling: the mean popularity per release year. */
export function popularityByYear(subject: SubjectKind): Question {
  return defineQuestion({
    name: `${subject.path}/{id}/popularity-by-year`,
    summary: `The average popularity of a ${subject.word} by release year`,
    description: `The arithmetic mean of TMDB's popularity score, as it stood when the edition was made, over the movies of each release year.`,
    parameters: byYearParameters({ id: subject.id }),
    data: z.array(z.object({ year: z.number().int(), releases: z.number().int(), popularity: meanFigure })),
    index: 'movies',
    body: (parameters) => byYearBody(subject.select(parameters.id), parameters, sumOf('popularity')),
    present(reply, parameters) {
      const found = readByYear(reply, parameters);
      if (found === undefined) return undefined;
      const data = found.years.map((bucket) => ({
        year: Number(bucket.key),
        releases: bucket.doc_count,
        popularity: presentPopularity(bucket),
      }));
      return { data, excluded: found.excluded };
    },
    example: { id: subject.exampleId },
  });
}
