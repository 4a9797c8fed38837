import { popularityByYear } from '../by-year/popularity-by-year.js';
import { genre } from '../subjects.js';

export const genrePopularityByYear = popularityByYear(genre);
