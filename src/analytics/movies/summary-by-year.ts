import { summaryByYear } from '../by-year/summary-by-year.js';
import { industry } from '../subjects.js';

export const industrySummaryByYear = summaryByYear(industry);
