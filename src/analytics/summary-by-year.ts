import { z } from 'zod';
import { byYearQuestion } from './by-year-question.js';
import { meanFigure, moneyFigure, presentMoney, presentPopularity, sumOf } from './measures.js';
import type { Question } from './question.js';
import type { SubjectKind } from './subjects.js';

/** `/v1/companies/{id}/summary-by-year` and its sibling: every measure per release year. */
export const summaryByYear = (subject: SubjectKind): Question =>
  byYearQuestion({
    subject,
    name: 'summary-by-year',
    summary: `Releases, budget, revenue, profit and popularity of a ${subject.word} by release year`,
    description:
      'All measures side by side. Profit speaks only of movies whose budget and revenue are both known, so it need not be the difference of the two sums.',
    row: z.object({
      year: z.number().int(),
      releases: z.number().int(),
      budget: moneyFigure,
      revenue: moneyFigure,
      profit: moneyFigure,
      popularity: meanFigure,
    }),
    aggregations: {
      ...sumOf('budget'),
      ...sumOf('revenue'),
      ...sumOf('profit'),
      ...sumOf('popularity'),
    },
    present: (bucket) => ({
      year: Number(bucket.key),
      releases: bucket.doc_count,
      budget: presentMoney(bucket, 'budget'),
      revenue: presentMoney(bucket, 'revenue'),
      profit: presentMoney(bucket, 'profit'),
      popularity: presentPopularity(bucket),
    }),
  });
