import { summaryByYear } from '../by-year/summary-by-year.js';
import { company } from '../subjects.js';

export const companySummaryByYear = summaryByYear(company);
