import { genre } from '../subjects.js';
import { summaryOfAll } from '../summary-of-several.js';

export const summaryOfGenres = summaryOfAll(genre);
