import { z } from 'zod';
import { hasAnyOf, type Query } from '../../elasticsearch/query.js';
import { list } from './parameters.js';

/** Movies by TMDB id or IMDb id. */

const oneAllowed = 'must be the TMDB id of a movie, a positive integer, or its IMDb id, such as tt0114709';
const imdbId = /^tt\d{7,10}$/;

export type MovieId = number | string;

/** One movie's id. */
export const movieId = z
  .string(oneAllowed)
  .regex(/^(?:[1-9]\d{0,15}|tt\d{7,10})$/, oneAllowed)
  .transform((text): MovieId => (imdbId.test(text) ? text : Number(text)))
  .pipe(z.union([z.number().int().positive(), z.string()], oneAllowed))
  .describe('TMDB id of the movie, or its IMDb id, such as tt0114709');

/** The ids of several movies. */
export const movieIds = list<MovieId>(
  /^(?:[1-9]\d{0,15}|tt\d{7,10})$/,
  (text) => (imdbId.test(text) ? text : Number(text)),
  z.union([z.number().int().positive(), z.string().regex(imdbId)]),
  100,
  'must be up to 100 TMDB or IMDb ids of movies, separated by commas, such as 862,tt0114709',
);

/** The movies with these ids. */
export function haveIds(ids: readonly MovieId[]): Query {
  const [numbers, texts] = [true, false].map((isNumber) =>
    ids.filter((one) => (typeof one === 'number') === isNumber),
  );
  const clauses = [
    ...hasAnyOf('id', numbers?.length ? numbers : undefined),
    ...hasAnyOf('imdbId', texts?.length ? texts : undefined),
  ];
  return clauses.length === 1 && clauses[0] !== undefined
    ? clauses[0]
    : { bool: { should: clauses, minimum_should_match: 1 } };
}
