import { z } from 'zod';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Movie } from '../model/movie.js';
import { readCounted, searchOfMovies } from '../questions/counted-movies.js';
import { movieRow, movieRowFields, presentMovieRow } from '../questions/movie-row.js';
import { nextPosition, pageOf } from '../questions/paged-search.js';
import { type MoneyMeasure, moneyField } from '../questions/parameters/inflation.js';
import { movieParameters } from '../questions/parameters/movie-filters.js';
import {
  offsetWithinWindow,
  pagingParameters,
  rowsBefore,
  sortId,
  sortPosition,
} from '../questions/parameters/paging.js';
import { defineQuestion } from '../questions/question.js';

/** Rows of a page where `limit` is `all`. */
const maxPage = 250;

const money: readonly MoneyMeasure[] = ['budget', 'revenue', 'profit'];
const names = ['weightedRating', 'rating', 'votes', 'popularity', 'runtime', ...money];
const sorts = [...names.map((name) => `-${name}`), ...names];
const allowed = `must be a figure, with a - in front for largest first, of: ${names.join(', ')}`;

/** `movies/top` */
export const topMovies = defineQuestion({
  name: 'movies/top',
  summary: 'Movies ranked by any figure',
  description:
    'Movies whose figure is known, in either direction, ties by id: -weightedRating is the IMDb formula, which votes weigh in; profit is the greatest loss first. `meta.total` is their number.',
  parameters: movieParameters({
    sort: z
      .enum(sorts, allowed)
      .default('-weightedRating')
      .describe('The order: -revenue is largest first, revenue smallest first'),
    ...pagingParameters(20, sortPosition(z.number(), sortId)),
  }).check(offsetWithinWindow),
  data: z.array(
    movieRow
      .extend({ rank: z.number().int().positive(), weightedRating: z.number().nullable() })
      .meta({ id: 'RankedMovie' }),
  ),
  index: 'movies',
  measures: () => [],
  hasWeightedRating: true,
  searches(parameters) {
    const { sort, adjust } = parameters;
    const name = sort.replace(/^-/, '');
    const field = money.find((one) => one === name);
    const sorted = field === undefined ? name : moneyField(field, { adjust });
    return searchOfMovies(parameters, {
      ...pageOf(parameters, maxPage),
      _source: [...movieRowFields, 'weightedRating'],
      query: { exists: { field: sorted } },
      sort: [{ [sorted]: sort.startsWith('-') ? 'desc' : 'asc' }, { id: 'asc' }],
    });
  },
  present(replies, parameters) {
    const found = readCounted(replies);
    const [, , reply] = replies;
    if (found === undefined || reply === undefined) return undefined;
    const total = totalOf(reply);
    const next = nextPosition(reply, parameters, total);
    return {
      data: reply.hits.hits.map(({ _source }, at) => ({
        rank: rowsBefore(parameters) + at + 1,
        ...presentMovieRow(_source as Movie, parameters),
        weightedRating: (_source as Movie).weightedRating,
      })),
      excluded: found.excluded,
      total,
      ...(next && { next }),
    };
  },
  example: { limit: '2' },
});
