import type { Question } from '../questions/question.js';
import { topQuestion } from './aggregate/top-question.js';
import {
  moneyByYear,
  popularityByYear,
  returnOnInvestmentByYear,
  summaryByYear,
} from './by-year/figures-by-year.js';
import { moneyPercentilesByYear } from './by-year/money-percentiles-by-year.js';
import { mostPopularGenreByYear } from './by-year/most-popular-genre-by-year.js';
import { summaryOfSeveral } from './by-year/summary-of-several.js';
import { genre } from './subjects.js';

/** `genres/…` */
export const aboutGenres: readonly Question[] = [
  topQuestion(
    'genres',
    'genre',
    { by: 'revenue', limit: '10' },
    {
      summary: 'Genres ranked by any measure',
      description: 'A movie counts in full for each of its genres.',
      defaultMeasure: 'profit',
    },
  ),
  summaryOfSeveral(genre, { ids: 'optional', example: { from: '2000', to: '2005' } }),
  mostPopularGenreByYear,
];

/** `genres/{id}/…` */
export const aboutOneGenre: readonly Question[] = [
  moneyByYear(genre, 'budget'),
  moneyByYear(genre, 'revenue'),
  moneyByYear(genre, 'profit'),
  returnOnInvestmentByYear(genre),
  moneyPercentilesByYear(genre),
  popularityByYear(genre),
  summaryByYear(genre),
];
