import { summaryOfAll } from '../by-year/summary-of-several.js';
import { genre } from '../subjects.js';

export const summaryOfGenres = summaryOfAll(genre);
