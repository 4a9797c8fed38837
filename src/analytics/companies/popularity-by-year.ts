import { popularityByYear } from '../by-year/popularity-by-year.js';
import { company } from '../subjects.js';

export const companyPopularityByYear = popularityByYear(company);
