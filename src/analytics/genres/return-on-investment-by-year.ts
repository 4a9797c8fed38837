import { returnOnInvestmentByYear } from '../by-year/return-on-investment-by-year.js';
import { genre } from '../subjects.js';

export const genreReturnOnInvestmentByYear = returnOnInvestmentByYear(genre);
