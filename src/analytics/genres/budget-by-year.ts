import { moneyByYear } from '../by-year/money-by-year.js';
import { genre } from '../subjects.js';

export const genreBudgetByYear = moneyByYear(genre, 'budget');
