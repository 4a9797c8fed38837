import { company } from '../subjects.js';
import { summaryByYear } from '../summary-by-year.js';

export const companySummaryByYear = summaryByYear(company);
