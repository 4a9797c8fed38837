import type { Question } from '../questions/question.js';
import { topQuestion } from './aggregate/top-question.js';

/** `collections/…` */
export const aboutCollections: readonly Question[] = [
  topQuestion(
    'collections',
    'collection',
    { by: 'revenue', limit: '10' },
    {
      summary: 'Collections ranked by any measure',
      description: 'A collection is a series of movies, as TMDB groups them.',
      defaultMeasure: 'profit',
    },
  ),
];
