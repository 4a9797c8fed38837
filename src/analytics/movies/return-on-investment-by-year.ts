import { returnOnInvestmentByYear } from '../by-year/return-on-investment-by-year.js';
import { industry } from '../subjects.js';

export const industryReturnOnInvestmentByYear = returnOnInvestmentByYear(industry);
