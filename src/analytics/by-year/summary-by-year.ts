import type { Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { figuresByYear } from './figures-by-year.js';

/** `/v1/companies/{id}/summary-by-year` and its siblings: the main measures per release year. */
export const summaryByYear = (subject: Subject): Question =>
  figuresByYear({
    subject,
    name: 'summary-by-year',
    summary:
      subject.word === 'industry'
        ? 'Releases, budget, revenue, profit and popularity of all movies by release year'
        : `Releases, budget, revenue, profit and popularity of a ${subject.word} by release year`,
    description:
      'The main measures side by side. Profit speaks only of movies whose budget and revenue are both known, so it need not be the difference of the two sums.',
    measures: ['budget', 'revenue', 'profit', 'popularity'],
  });
