import { z } from 'zod';
import { byYearBody, readByYear } from './by-year.js';
import { type MoneyField, moneyFigure, presentMoney, sumOf } from './measures.js';
import { byYearParameters } from './parameters.js';
import { defineQuestion, type Question } from './question.js';
import type { SubjectKind } from './subjects.js';

const meaning: Record<MoneyField, string> = {
  budget: 'Budgets, in nominal US dollars as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  revenue:
    'Revenues, in nominal US dollars as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  profit: 'Revenue minus budget, in nominal US dollars, of the movies for which both are known.',
};

/** `/v1/companies/{id}/budget-by-year` and its five siblings: one sum of money per release year. */
export function moneyByYear(subject: SubjectKind, field: MoneyField): Question {
  return defineQuestion({
    name: `${subject.path}/{id}/${field}-by-year`,
    summary: `The ${field} of a ${subject.word} by release year`,
    description: `${meaning[field]} A movie counts in full for each of its ${subject.path}, so the sums of different ${subject.path} overlap.`,
    parameters: byYearParameters({ id: subject.id }),
    data: z.array(z.object({ year: z.number().int(), releases: z.number().int(), [field]: moneyFigure })),
    index: 'movies',
    body: (parameters) => byYearBody(subject.select(parameters.id), parameters, sumOf(field)),
    present(reply, parameters) {
      const found = readByYear(reply, parameters);
      if (found === undefined) return undefined;
      const data = found.years.map((bucket) => ({
        year: Number(bucket.key),
        releases: bucket.doc_count,
        [field]: presentMoney(bucket, field),
      }));
      return { data, excluded: found.excluded };
    },
    example: { id: subject.exampleId },
  });
}
