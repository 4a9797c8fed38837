import type { Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { figuresByYear } from './figures-by-year.js';

/** `/v1/companies/{id}/return-on-investment-by-year` and its siblings. */
export const returnOnInvestmentByYear = (subject: Subject): Question =>
  figuresByYear({
    subject,
    name: 'return-on-investment-by-year',
    summary:
      subject.word === 'industry'
        ? 'What a dollar of budget earned, over all movies, by release year'
        : `What a dollar of budget earned a ${subject.word}, by release year`,
    description:
      'The sum of profits divided by the sum of budgets, over the movies whose budget and revenue are both known: 0 is break-even, 1 means that the money doubled. `profit` is the numerator.',
    measures: ['profit', 'returnOnInvestment'],
  });
