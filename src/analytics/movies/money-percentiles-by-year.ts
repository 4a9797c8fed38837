import { moneyPercentilesByYear } from '../by-year/money-percentiles-by-year.js';
import { industry } from '../subjects.js';

export const industryMoneyPercentilesByYear = moneyPercentilesByYear(industry);
