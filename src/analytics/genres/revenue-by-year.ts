import { moneyByYear } from '../by-year/money-by-year.js';
import { genre } from '../subjects.js';

export const genreRevenueByYear = moneyByYear(genre, 'revenue');
