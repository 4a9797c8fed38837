import type { Question } from '../questions/question.js';
import { aggregateMovies } from './aggregate/aggregate-question.js';
import { returnOnInvestmentByYear, summaryByYear } from './by-year/figures-by-year.js';
import { moneyPercentilesByYear } from './by-year/money-percentiles-by-year.js';
import { industry } from './subjects.js';

/** `movies/…` over all movies */
export const aboutIndustry: readonly Question[] = [
  aggregateMovies,
  summaryByYear(industry),
  returnOnInvestmentByYear(industry),
  moneyPercentilesByYear(industry),
];
