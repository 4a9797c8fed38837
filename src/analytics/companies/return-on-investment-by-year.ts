import { returnOnInvestmentByYear } from '../return-on-investment-by-year.js';
import { company } from '../subjects.js';

export const companyReturnOnInvestmentByYear = returnOnInvestmentByYear(company);
