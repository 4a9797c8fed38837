import { moneyPercentilesByYear } from '../by-year/money-percentiles-by-year.js';
import { genre } from '../subjects.js';

export const genreMoneyPercentilesByYear = moneyPercentilesByYear(genre);
