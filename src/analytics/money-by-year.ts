import { z } from 'zod';
import { byYearQuestion } from './by-year-question.js';
import { type MoneyField, moneyFigure, presentMoney, sumOf } from './measures.js';
import type { Question } from './question.js';
import type { SubjectKind } from './subjects.js';

const meaning: Record<MoneyField, string> = {
  budget: 'Budgets, in nominal US dollars as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  revenue:
    'Revenues, in nominal US dollars as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  profit: 'Revenue minus budget, in nominal US dollars, of the movies for which both are known.',
};

/** `/v1/companies/{id}/budget-by-year` and its five siblings: one sum of money per release year. */
export const moneyByYear = (subject: SubjectKind, field: MoneyField): Question =>
  byYearQuestion({
    subject,
    name: `${field}-by-year`,
    summary: `The ${field} of a ${subject.word} by release year`,
    description: `${meaning[field]} A movie counts in full for each of its ${subject.path}, so the sums of different ${subject.path} overlap.`,
    row: z.object({ year: z.number().int(), releases: z.number().int(), [field]: moneyFigure }),
    aggregations: sumOf(field),
    present: (bucket) => ({
      year: Number(bucket.key),
      releases: bucket.doc_count,
      [field]: presentMoney(bucket, field),
    }),
  });
