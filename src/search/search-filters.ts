import type { Query } from '../elasticsearch/query.js';
import type { Chosen } from './facets.js';
import type { SearchParameters } from './search-parameters.js';

/** The filters that are no facets: they narrow the hits and every count alike. */
export function plainFilters(parameters: SearchParameters): Query[] {
  const { from, to, minVotes, minRuntime, maxRuntime, minRating, maxRating } = parameters;
  const { person, keyword, collection } = parameters;
  return [
    ...range('releaseYear', from, to),
    ...range('votes', minVotes),
    ...range('runtime', minRuntime, maxRuntime),
    ...range('rating', minRating, maxRating),
    ...terms('keywords.id', keyword),
    ...terms('collection.id', collection),
    ...(person === undefined
      ? []
      : [
          {
            bool: {
              should: [...terms('cast.id', person), ...terms('crew.id', person)],
              minimum_should_match: 1,
            },
          },
        ]),
  ];
}

/** The filters that are facets. */
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

const terms = (field: string, values: readonly number[] | undefined): Query[] =>
  values === undefined ? [] : [{ terms: { [field]: [...values] } }];

const range = (field: string, gte?: number, lte?: number): Query[] =>
  gte === undefined && lte === undefined
    ? []
    : [{ range: { [field]: { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) } } }];
