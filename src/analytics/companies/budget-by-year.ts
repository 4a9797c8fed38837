import { moneyByYear } from '../by-year/money-by-year.js';
import { company } from '../subjects.js';

export const companyBudgetByYear = moneyByYear(company, 'budget');
