import type { Question } from '../questions/question.js';
import {
  moneyByYear,
  popularityByYear,
  returnOnInvestmentByYear,
  summaryByYear,
} from './by-year/figures-by-year.js';
import { moneyPercentilesByYear } from './by-year/money-percentiles-by-year.js';
import { releasesByGenreByYear } from './by-year/releases-by-genre-by-year.js';
import { summaryOfSeveral } from './by-year/summary-of-several.js';
import { rankingQuestion } from './rankings/ranking-question.js';
import { company } from './subjects.js';

/** `companies/…` */
export const aboutCompanies: readonly Question[] = [
  rankingQuestion({
    name: 'companies/top',
    summary: 'Companies ranked by any measure',
    description: 'A movie counts in full for each of its companies.',
    ranked: company,
    defaultMeasure: 'profit',
    example: { by: 'revenue', limit: '10' },
  }),
  summaryOfSeveral(company, { ids: 'required', example: { ids: '5,16' } }),
];

/** `companies/{id}/…` */
export const aboutOneCompany: readonly Question[] = [
  moneyByYear(company, 'budget'),
  moneyByYear(company, 'revenue'),
  moneyByYear(company, 'profit'),
  returnOnInvestmentByYear(company),
  moneyPercentilesByYear(company),
  popularityByYear(company),
  summaryByYear(company),
  releasesByGenreByYear,
  rankingQuestion({
    name: 'companies/{id}/partners',
    summary: 'The companies that a company made movies with',
    description:
      'Every figure covers the movies that both took part in: `by=releases` is their number, `by=revenue` the sum of their revenues.',
    ranked: company,
    of: company,
    defaultMeasure: 'releases',
    example: { id: '5' },
  }),
];
