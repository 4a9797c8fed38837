import { moneyByYear } from '../by-year/money-by-year.js';
import { company } from '../subjects.js';

export const companyRevenueByYear = moneyByYear(company, 'revenue');
