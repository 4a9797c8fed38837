import { isBetween, type Query } from '../elasticsearch/query.js';
import { dateClausesOf, otherClauses } from '../questions/filter-clauses.js';
import { haveIds } from '../questions/parameters/movie-ids.js';
import type { Chosen } from './facets.js';
import type { SearchParameters } from './search-parameters.js';

/** The filters that are not facets: they narrow the hits and every count alike. */
export function plainFilters(parameters: SearchParameters): Query[] {
  const { genre: _1, decade: _2, company: _3, country: _4, language: _5, ids, ...plain } = parameters;
  return [
    ...(ids === undefined ? [] : [haveIds(ids)]),
    ...isBetween('releaseYear', parameters.from, parameters.to),
    ...dateClausesOf(plain),
    ...otherClauses(plain),
  ];
}

/** The filters that are facets, as far as they are given. */
export function chosenFacets(parameters: SearchParameters): Chosen {
  const { genre, decade, company, country, language, status, rating } = parameters;
  return {
    ...(genre && { genre }),
    ...(decade && { decade }),
    ...(company && { company }),
    ...(country && { country }),
    ...(language && { language }),
    ...(!status.includes('any') && { status }),
    ...(rating && { rating }),
  };
}
