import { popularityByYear } from '../popularity-by-year.js';
import { company } from '../subjects.js';

export const companyPopularityByYear = popularityByYear(company);
