import { aboutCollections } from '../analytics/collections.js';
import { aboutCompanies, aboutOneCompany } from '../analytics/companies.js';
import { aboutGenres, aboutOneGenre } from '../analytics/genres.js';
import { aboutIndustry } from '../analytics/industry.js';
import { tops } from '../analytics/tops.js';
import { collectionById } from '../documents/collection-by-id.js';
import { companyById, genreById } from '../documents/entities/by-id.js';
import {
  listCollections,
  listCompanies,
  listGenres,
  listKeywords,
  listPeople,
} from '../documents/entities/lists.js';
import { movieById } from '../documents/movie-by-id.js';
import { personById } from '../documents/person-by-id.js';
import { similarMovies } from '../documents/similar-movies.js';
import { topMovies } from '../documents/top-movies.js';
import type { Question } from '../questions/question.js';
import { searchEverything } from '../search/search-everything.js';
import { searchMovies } from '../search/search-movies.js';
import { suggest } from '../search/suggest.js';

/** Every question of the API. Fixed paths come before `{id}`, because the router takes the first that matches. */
export const allQuestions: readonly Question[] = [
  listCompanies,
  ...aboutCompanies,
  companyById,
  ...aboutOneCompany,
  listGenres,
  ...aboutGenres,
  genreById,
  ...aboutOneGenre,
  ...aboutCollections,
  ...aboutIndustry,
  ...tops,
  topMovies,
  searchMovies,
  searchEverything,
  suggest,
  movieById,
  similarMovies,
  listPeople,
  personById,
  listCollections,
  collectionById,
  listKeywords,
];
