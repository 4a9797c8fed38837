import type { MoneyMeasure } from '../../questions/measures/inflation.js';
import type { Question } from '../../questions/question.js';
import type { ManySubject } from '../subjects.js';
import { figuresByYear } from './figures-by-year.js';

const meaning: Record<MoneyMeasure, string> = {
  budget: 'Budgets as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  revenue: 'Revenues as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  profit: 'Revenue minus budget of the movies for which both are known.',
};

/** `/v1/companies/{id}/budget-by-year` and its five siblings: one sum of money per release year. */
export const moneyByYear = (subject: ManySubject, measure: MoneyMeasure): Question =>
  figuresByYear({
    subject,
    name: `${measure}-by-year`,
    summary: `The ${measure} of a ${subject.word} by release year`,
    description: `${meaning[measure]} A movie counts in full for each of its ${subject.plural}, so the sums of different ${subject.plural} overlap.`,
    measures: [measure],
  });
