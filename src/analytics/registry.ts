import type { Question } from '../questions/question.js';
import { topCollections } from './collections/top.js';
import { companyBudgetByYear } from './companies/budget-by-year.js';
import { companyById } from './companies/by-id.js';
import { listCompanies } from './companies/list.js';
import { companyMoneyPercentilesByYear } from './companies/money-percentiles-by-year.js';
import { companyPartners } from './companies/partners.js';
import { companyPopularityByYear } from './companies/popularity-by-year.js';
import { companyProfitByYear } from './companies/profit-by-year.js';
import { companyReleasesByGenreByYear } from './companies/releases-by-genre-by-year.js';
import { companyReturnOnInvestmentByYear } from './companies/return-on-investment-by-year.js';
import { companyRevenueByYear } from './companies/revenue-by-year.js';
import { companySummaryByYear } from './companies/summary-by-year.js';
import { summaryOfCompanies } from './companies/summary-of-several.js';
import { topCompanies } from './companies/top.js';
import { genreBudgetByYear } from './genres/budget-by-year.js';
import { genreById } from './genres/by-id.js';
import { listGenres } from './genres/list.js';
import { genreMoneyPercentilesByYear } from './genres/money-percentiles-by-year.js';
import { mostPopularGenreByYear } from './genres/most-popular-by-year.js';
import { genrePopularityByYear } from './genres/popularity-by-year.js';
import { genreProfitByYear } from './genres/profit-by-year.js';
import { genreReturnOnInvestmentByYear } from './genres/return-on-investment-by-year.js';
import { genreRevenueByYear } from './genres/revenue-by-year.js';
import { genreSummaryByYear } from './genres/summary-by-year.js';
import { summaryOfGenres } from './genres/summary-of-several.js';
import { topGenres } from './genres/top.js';
import { industryMoneyPercentilesByYear } from './movies/money-percentiles-by-year.js';
import { industryReturnOnInvestmentByYear } from './movies/return-on-investment-by-year.js';
import { industrySummaryByYear } from './movies/summary-by-year.js';

/** Every question of the API. Fixed paths stand before `{id}`, because the router takes the first that fits. */
export const questions: readonly Question[] = [
  listCompanies,
  topCompanies,
  summaryOfCompanies,
  companyById,
  companyBudgetByYear,
  companyRevenueByYear,
  companyProfitByYear,
  companyReturnOnInvestmentByYear,
  companyMoneyPercentilesByYear,
  companyPopularityByYear,
  companySummaryByYear,
  companyReleasesByGenreByYear,
  companyPartners,
  listGenres,
  topGenres,
  summaryOfGenres,
  mostPopularGenreByYear,
  genreById,
  genreBudgetByYear,
  genreRevenueByYear,
  genreProfitByYear,
  genreReturnOnInvestmentByYear,
  genreMoneyPercentilesByYear,
  genrePopularityByYear,
  genreSummaryByYear,
  topCollections,
  industrySummaryByYear,
  industryReturnOnInvestmentByYear,
  industryMoneyPercentilesByYear,
];
