import { returnOnInvestmentByYear } from '../by-year/return-on-investment-by-year.js';
import { company } from '../subjects.js';

export const companyReturnOnInvestmentByYear = returnOnInvestmentByYear(company);
