import { z } from 'zod';
import { byYearBody, readByYear } from './by-year.js';
import { meanFigure, moneyFigure, presentMoney, presentPopularity, sumOf } from './measures.js';
import { byYearParameters } from './parameters.js';
import { defineQuestion, type Question } from './question.js';
import type { SubjectKind } from './subjects.js';

/** `/v1/companies/{id}/summary-by-year` and its sibling: every measure per release year. */
export function summaryByYear(subject: SubjectKind): Question {
  return defineQuestion({
    name: `${subject.path}/{id}/summary-by-year`,
    summary: `Releases, budget, revenue, profit and popularity of a ${subject.word} by release year`,
    description: `All measures side by side. Profit speaks only of movies whose budget and revenue are both known, so it need not be the difference of the two sums.`,
    parameters: byYearParameters({ id: subject.id }),
    data: z.array(
      z.object({
        year: z.number().int(),
        releases: z.number().int(),
        budget: moneyFigure,
        revenue: moneyFigure,
        profit: moneyFigure,
        popularity: meanFigure,
      }),
    ),
    index: 'movies',
    body: (parameters) =>
      byYearBody(subject.select(parameters.id), parameters, {
        ...sumOf('budget'),
        ...sumOf('revenue'),
        ...sumOf('profit'),
        ...sumOf('popularity'),
      }),
    present(reply, parameters) {
      const found = readByYear(reply, parameters);
      if (found === undefined) return undefined;
      const data = found.years.map((bucket) => ({
        year: Number(bucket.key),
        releases: bucket.doc_count,
        budget: presentMoney(bucket, 'budget'),
        revenue: presentMoney(bucket, 'revenue'),
        profit: presentMoney(bucket, 'profit'),
        popularity: presentPopularity(bucket),
      }));
      return { data, excluded: found.excluded };
    },
    example: { id: subject.exampleId },
  });
}
