import type { Question } from '../questions/question.js';
import { rankingQuestion } from './rankings/ranking-question.js';
import { collection } from './subjects.js';

/** `collections/…` */
export const aboutCollections: readonly Question[] = [
  rankingQuestion({
    name: 'collections/top',
    summary: 'Collections ranked by any measure',
    description: 'A collection is a series of movies, as TMDB groups them.',
    ranked: collection,
    defaultMeasure: 'profit',
    example: { by: 'revenue', limit: '10' },
  }),
];
