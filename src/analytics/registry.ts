import { companyBudgetByYear } from './companies/budget-by-year.js';
import { companyById } from './companies/by-id.js';
import { listCompanies } from './companies/list.js';
import { companyPopularityByYear } from './companies/popularity-by-year.js';
import { companyProfitByYear } from './companies/profit-by-year.js';
import { companyReleasesByGenreByYear } from './companies/releases-by-genre-by-year.js';
import { companyRevenueByYear } from './companies/revenue-by-year.js';
import { companySummaryByYear } from './companies/summary-by-year.js';
import { genreBudgetByYear } from './genres/budget-by-year.js';
import { genreById } from './genres/by-id.js';
import { listGenres } from './genres/list.js';
import { mostPopularGenreByYear } from './genres/most-popular-by-year.js';
import { genrePopularityByYear } from './genres/popularity-by-year.js';
import { genreProfitByYear } from './genres/profit-by-year.js';
import { genreRevenueByYear } from './genres/revenue-by-year.js';
import { genreSummaryByYear } from './genres/summary-by-year.js';
import type { Question } from './question.js';

/** Every question of the API. Fixed paths stand before `{id}`, because the router takes the first that fits. */
export const questions: readonly Question[] = [
  listCompanies,
  companyById,
  companyBudgetByYear,
  companyRevenueByYear,
  companyProfitByYear,
  companyPopularityByYear,
  companySummaryByYear,
  companyReleasesByGenreByYear,
  listGenres,
  mostPopularGenreByYear,
  genreById,
  genreBudgetByYear,
  genreRevenueByYear,
  genreProfitByYear,
  genrePopularityByYear,
  genreSummaryByYear,
];
