import { hasAnyOf, isBetween, type Query } from '../elasticsearch/query.js';
import type { Chosen } from './facets.js';
import type { SearchParameters } from './search-parameters.js';

/** The filters that are not facets: they narrow the hits and every count alike. */
export function plainFilters(parameters: SearchParameters): Query[] {
  const { from, to, minVotes, minRuntime, maxRuntime, minRating, maxRating } = parameters;
  const { person, keyword, collection } = parameters;
  return [
    ...isBetween('releaseYear', from, to),
    ...isBetween('votes', minVotes),
    ...isBetween('runtime', minRuntime, maxRuntime),
    ...isBetween('rating', minRating, maxRating),
    ...hasAnyOf('keywords.id', keyword),
    ...hasAnyOf('collection.id', collection),
    ...(person === undefined
      ? []
      : [
          {
            bool: {
              should: [...hasAnyOf('cast.id', person), ...hasAnyOf('crew.id', person)],
              minimum_should_match: 1,
            },
          },
        ]),
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
    ...(status !== 'any' && { status: [status] }),
    ...(rating && { rating }),
  };
}
