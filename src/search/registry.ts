import type { Question } from '../analytics/question.js';
import { collectionById } from './documents/collection-by-id.js';
import { listCollections, listKeywords, listPeople } from './documents/lists.js';
import { movieById } from './documents/movie-by-id.js';
import { personById } from './documents/person-by-id.js';
import { similarMovies } from './documents/similar-movies.js';
import { searchMovies } from './movies/search.js';
import { suggest } from './suggest.js';

/** Searches, and questions that answer documents. Fixed paths stand before `{id}`, because the router takes the first that fits. */
export const searches: readonly Question[] = [
  searchMovies,
  suggest,
  movieById,
  similarMovies,
  listPeople,
  personById,
  listCollections,
  collectionById,
  listKeywords,
];
