import type { Question } from '../questions/question.js';
import { topQuestion } from './aggregate/top-question.js';

/** `directors/top` and its like: rankings of what has no questions of its own beside. */
export const tops: readonly Question[] = [
  topQuestion('people', ['actor', 'director', 'writer', 'producer', 'composer'], {
    part: 'writer',
    limit: '5',
  }),
  topQuestion('directors', 'director', { limit: '5' }),
  topQuestion('actors', 'actor', { sort: '-profit', limit: '5' }),
  topQuestion('countries', 'country', { limit: '5' }),
  topQuestion('languages', 'language', { limit: '5' }),
  topQuestion('keywords', 'keyword', { by: 'returnOnInvestment', minKnown: '2', limit: '5' }),
];
