import { moneyPercentilesByYear } from '../money-percentiles-by-year.js';
import { genre } from '../subjects.js';

export const genreMoneyPercentilesByYear = moneyPercentilesByYear(genre);
