import type { Question } from '../questions/question.js';
import { topQuestion } from './aggregate/top-question.js';
import {
  moneyByYear,
  popularityByYear,
  returnOnInvestmentByYear,
  summaryByYear,
} from './by-year/figures-by-year.js';
import { moneyPercentilesByYear } from './by-year/money-percentiles-by-year.js';
import { releasesByGenreByYear } from './by-year/releases-by-genre-by-year.js';
import { summaryOfSeveral } from './by-year/summary-of-several.js';
import { company } from './subjects.js';

/** `companies/…` */
export const aboutCompanies: readonly Question[] = [
  topQuestion(
    'companies',
    'company',
    { by: 'revenue', limit: '10' },
    {
      summary: 'Companies ranked by any measure',
      description: 'A movie counts in full for each of its companies.',
      defaultMeasure: 'profit',
    },
  ),
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
  topQuestion(
    'companies',
    'company',
    { id: '5' },
    {
      of: { subject: company, name: 'companies/{id}/partners' },
      summary: 'The companies that a company made movies with',
      description:
        'Every figure covers the movies that both took part in: `by=releases` is their number, `by=revenue` the sum of their revenues.',
      defaultMeasure: 'releases',
    },
  ),
];
