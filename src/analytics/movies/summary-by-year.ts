import { industry } from '../subjects.js';
import { summaryByYear } from '../summary-by-year.js';

export const industrySummaryByYear = summaryByYear(industry);
