import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { countedSearchesOfAll } from '../../questions/counted-movies.js';
import type { MovieFilters } from '../../questions/parameters/movie-filters.js';
import type { Search } from '../../questions/question.js';
import { byYear, readYears } from './years.js';

/** The first year of the later half. With 20 genres a year, each half takes about as long as the other. */
const middle = 1985;

/**
 * The searches for figures by year over all movies, in two halves that Elasticsearch computes at the same time. For
 * questions with many buckets a year; see docs/adr/0001-two-halves-of-years.md.
 */
export const searchHalves = (filters: MovieFilters, aggregations: Aggregations): Search[] =>
  countedSearchesOfAll(filters, [
    {
      only: { range: { releaseYear: { lt: middle } } },
      aggregations: { earlier: byYear(aggregations).years },
    },
    {
      only: { range: { releaseYear: { gte: middle } } },
      aggregations: { later: byYear(aggregations).years },
    },
  ]);

/** The buckets of both halves, in order of year. */
export const readHalves = (counted: Bucket): Bucket[] => [
  ...readYears(counted, 'earlier'),
  ...readYears(counted, 'later'),
];
