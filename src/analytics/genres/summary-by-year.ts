import { genre } from '../subjects.js';
import { summaryByYear } from '../summary-by-year.js';

export const genreSummaryByYear = summaryByYear(genre);
