import type { Question } from '../../questions/question.js';
import type { ManySubject } from '../subjects.js';
import { figuresByYear } from './figures-by-year.js';

/** `/v1/companies/{id}/popularity-by-year` and its sibling: the mean popularity per release year. */
export const popularityByYear = (subject: ManySubject): Question =>
  figuresByYear({
    subject,
    name: 'popularity-by-year',
    summary: `The average popularity of a ${subject.word} by release year`,
    description:
      "The arithmetic mean of TMDB's popularity score, as it stood when the edition was made, over the movies of each release year.",
    measures: ['popularity'],
  });
