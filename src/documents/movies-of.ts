import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Query } from '../elasticsearch/query.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Excluded } from '../model/excluded.js';
import type { Movie } from '../model/movie.js';
import { countedSearch, readCounted } from '../questions/counted-movies.js';
import { aggregationsOf, measures } from '../questions/measures/measures.js';
import { type Adult, adultFilter, adultParameter } from '../questions/parameters/adult.js';
import {
  baseNeedsInflation,
  type Inflation,
  inflationParameters,
} from '../questions/parameters/inflation.js';
import type { MovieFilters } from '../questions/parameters/movie-filters.js';
import { maxWindow } from '../questions/parameters/paging.js';
import { id, type Kind, wholeNumber } from '../questions/parameters/parameters.js';
import type { Search } from '../questions/question.js';

/** A person's or a collection's movies: a page of them, and figures over all. */

const maxLimit = 1000;

/** The parameters of both questions. */
export const moviesOfParameters = (kind: Kind) =>
  z
    .strictObject({
      id: id(kind),
      limit: wholeNumber(1, maxLimit, `must be a whole number from 1 to ${maxLimit}`)
        .default(100)
        .describe('Most movies to return'),
      offset: wholeNumber(0, maxWindow - maxLimit, `must be a whole number from 0 to ${maxWindow - maxLimit}`)
        .default(0)
        .describe('Movies to skip'),
      adult: adultParameter('include'),
      ...inflationParameters,
    })
    .check(baseNeedsInflation);

type Parameters = Inflation & { limit: number; offset: number; adult: Adult };

export const totalMeasures = ['budget', 'revenue', 'profit', 'popularity'] as const;

export const totalFigures = z
  .object({
    releases: measures.releases.figure.describe('Movies that the totals cover'),
    budget: measures.budget.figure,
    revenue: measures.revenue.figure,
    profit: measures.profit.figure,
    popularity: measures.popularity.figure,
  })
  .meta({ id: 'Totals', description: 'Over the released movies with a known release year' });

/** The default filters of every figure (rule 11). */
const filtersOf = ({ adjust, base }: Inflation): MovieFilters => ({
  status: ['Released'],
  adult: 'include',
  adjust,
  base,
});

/** One search: a page of the movies by release date, undated ones last, and totals over all that count. */
export function moviesOfSearch(
  movies: Query,
  order: 'asc' | 'desc',
  fields: readonly string[],
  parameters: Parameters,
): Search {
  const chosen = { bool: { filter: [movies, ...adultFilter(parameters.adult)] } };
  return {
    ...countedSearch(chosen, filtersOf(parameters), aggregationsOf(totalMeasures, parameters)),
    documents: 'movies',
    size: parameters.limit,
    from: parameters.offset,
    _source: [...fields],
    sort: [{ releaseDate: { order, missing: '_last' } }, { id: 'asc' }],
  };
}

/** Reads the reply to that search; `remaining` is the number of movies after the page. */
export function readMoviesOf(
  reply: estypes.SearchResponse,
  parameters: Parameters,
): {
  movies: Movie[];
  total: number;
  remaining: number;
  totals: z.output<typeof totalFigures>;
  excluded: Excluded;
} {
  const movies = reply.hits.hits.map(({ _source }) => _source as Movie);
  const found = readCounted([reply]);
  const total = totalOf(reply);
  return {
    movies,
    total,
    remaining: Math.max(0, total - parameters.offset - movies.length),
    totals: {
      releases: measures.releases.present(found?.counted, parameters),
      budget: measures.budget.present(found?.counted, parameters),
      revenue: measures.revenue.present(found?.counted, parameters),
      profit: measures.profit.present(found?.counted, parameters),
      popularity: measures.popularity.present(found?.counted, parameters),
    },
    excluded: found?.excluded ?? { undated: 0, unreleased: 0 },
  };
}
