import { collectionById } from '../documents/collection-by-id.js';
import { listCollections, listKeywords, listPeople } from '../documents/lists.js';
import { movieById } from '../documents/movie-by-id.js';
import { personById } from '../documents/person-by-id.js';
import { similarMovies } from '../documents/similar-movies.js';
import type { Question } from '../questions/question.js';
import { searchMovies } from './search-movies.js';
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
