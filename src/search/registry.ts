import type { Question } from '../analytics/question.js';
import { searchMovies } from './movies/search.js';
import { suggest } from './suggest.js';

/** Every search and every document of the API; fixed paths stand before `{id}`. */
export const searches: readonly Question[] = [searchMovies, suggest];
