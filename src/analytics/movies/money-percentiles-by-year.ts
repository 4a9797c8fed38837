import { moneyPercentilesByYear } from '../money-percentiles-by-year.js';
import { industry } from '../subjects.js';

export const industryMoneyPercentilesByYear = moneyPercentilesByYear(industry);
