import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { countedBody, readCounted } from '../analytics/by-year/by-year.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Movie } from '../model/movie.js';
import { moneyParameters, refuseBaseAlone } from '../questions/measures/inflation.js';
import type { Money } from '../questions/measures/measure.js';
import { aggregationsOf, measures } from '../questions/measures/measures.js';
import type { MovieFilters } from '../questions/parameters/movie-filters.js';
import { maxWindow } from '../questions/parameters/paging.js';
import { id, type Kind, wholeNumber } from '../questions/parameters/parameters.js';
import type { Excluded, Query, Search } from '../questions/question.js';

/** A person's or a collection's movies: the page of them that is shown, and figures over all. */

const maxShown = 1000;

/** Parameters of the two questions that show movies of something. */
export const moviesOfParameters = (kind: Kind) =>
  z
    .strictObject({
      id: id(kind),
      limit: wholeNumber(1, maxShown, `must be a whole number from 1 to ${maxShown}`)
        .default(100)
        .describe('Most movies to show'),
      offset: wholeNumber(0, maxWindow - maxShown, `must be a whole number from 0 to ${maxWindow - maxShown}`)
        .default(0)
        .describe('Movies to pass over'),
      ...moneyParameters,
    })
    .check(refuseBaseAlone);

type Shown = Money & { limit: number; offset: number };

export const totalMeasures = ['budget', 'revenue', 'profit', 'popularity'] as const;

export const totalFigures = z
  .object({
    releases: measures.releases.figure.describe('Movies that the totals speak of'),
    budget: measures.budget.figure,
    revenue: measures.revenue.figure,
    profit: measures.profit.figure,
    popularity: measures.popularity.figure,
  })
  .describe('Over the released movies with a known release year');

/** Rule 11, as every figure that is asked for without a filter. */
const countedBy = ({ adjust, base }: Money): MovieFilters => ({ status: 'Released', adjust, base });

/** One search: a page of the movies, by release date, undated ones last, and the totals over all that count. */
export function moviesOfBody(
  movies: Query,
  order: 'asc' | 'desc',
  fields: readonly string[],
  parameters: Shown,
): Search {
  return {
    ...countedBody(movies, countedBy(parameters), aggregationsOf(totalMeasures, parameters)),
    documents: 'movies',
    size: parameters.limit,
    from: parameters.offset,
    _source: [...fields],
    sort: [{ releaseDate: { order, missing: '_last' } }, { id: 'asc' }],
  };
}

/** What that search replied; `beyond` is how many movies follow those shown. */
export function readMoviesOf(
  reply: estypes.SearchResponse,
  money: Shown,
): {
  movies: Movie[];
  total: number;
  beyond: number;
  totals: z.output<typeof totalFigures>;
  excluded: Excluded;
} {
  const movies = reply.hits.hits.map(({ _source }) => _source as Movie);
  const found = readCounted([reply]);
  const total = totalOf(reply);
  return {
    movies,
    total,
    beyond: Math.max(0, total - money.offset - movies.length),
    totals: {
      releases: measures.releases.present(found?.counted, money),
      budget: measures.budget.present(found?.counted, money),
      revenue: measures.revenue.present(found?.counted, money),
      profit: measures.profit.present(found?.counted, money),
      popularity: measures.popularity.present(found?.counted, money),
    },
    excluded: found?.excluded ?? { undated: 0, unreleased: 0 },
  };
}
