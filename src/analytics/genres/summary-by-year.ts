import { summaryByYear } from '../by-year/summary-by-year.js';
import { genre } from '../subjects.js';

export const genreSummaryByYear = summaryByYear(genre);
