import { moneyPercentilesByYear } from '../by-year/money-percentiles-by-year.js';
import { company } from '../subjects.js';

export const companyMoneyPercentilesByYear = moneyPercentilesByYear(company);
