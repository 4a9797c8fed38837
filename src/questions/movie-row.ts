import { z } from 'zod';
import type { EntityReference, Movie } from '../model/movie.js';
import { identity } from './identity.js';
import { dollars, type Inflation, type MoneyMeasure, moneyField } from './parameters/inflation.js';

/** Members of the cast in a row; the document has more. */
const castShown = 5;

const text = z.string().nullable();
const amount = z.number().int().nullable().describe('US dollars; null is not known');

/** The columns of a movie's money. */
export const moneyColumns = { budget: amount, revenue: amount, profit: amount };

/** A movie in a list: what identifies it, and its figures. Searches return such rows too, with a score. */
export const movieRow = z
  .object({
    id: z.number().int().describe('TMDB id'),
    title: z.string(),
    originalTitle: text,
    releaseDate: text.describe('YYYY-MM-DD'),
    releaseYear: z.number().int().nullable(),
    status: text,
    runtime: z.number().nullable().describe('Minutes'),
    originalLanguage: text.describe('ISO 639-1'),
    overview: text,
    tagline: text,
    posterPath: text,
    genres: z.array(identity),
    companies: z.array(identity),
    directors: z.array(identity),
    cast: z.array(identity.extend({ character: text })).describe(`The first ${castShown} of the billing`),
    collection: identity.nullable(),
    ...moneyColumns,
    popularity: z.number().nullable().describe("TMDB's score"),
    rating: z.number().nullable().describe('0 to 10'),
    votes: z.number().int().nullable(),
  })
  .meta({ id: 'Movie' });

/** The fields of a document that a row is made from. */
export const movieRowFields = [...Object.keys(movieRow.shape), 'realBudget', 'realRevenue', 'realProfit'];

export const presentReference = ({ id, name }: EntityReference): EntityReference => ({ id, name });

/** A movie's budget, revenue and profit in whole dollars, nominal or restated. */
export function presentMoney(
  movie: Movie,
  inflation: Inflation,
): { budget: number | null; revenue: number | null; profit: number | null } {
  const amountOf = (measure: MoneyMeasure): number | null => {
    const known = movie[moneyField(measure, inflation)];
    return known === null ? null : dollars(known, inflation);
  };
  return { budget: amountOf('budget'), revenue: amountOf('revenue'), profit: amountOf('profit') };
}

export const presentMovieRow = (movie: Movie, inflation: Inflation): z.output<typeof movieRow> => ({
  id: movie.id,
  title: movie.title,
  originalTitle: movie.originalTitle,
  releaseDate: movie.releaseDate,
  releaseYear: movie.releaseYear,
  status: movie.status,
  runtime: movie.runtime,
  originalLanguage: movie.originalLanguage,
  overview: movie.overview,
  tagline: movie.tagline,
  posterPath: movie.posterPath,
  genres: movie.genres.map(presentReference),
  companies: movie.companies.map(presentReference),
  directors: movie.directors.map(presentReference),
  cast: movie.cast.slice(0, castShown).map(({ id, name, character }) => ({ id, name, character })),
  collection: movie.collection && presentReference(movie.collection),
  ...presentMoney(movie, inflation),
  popularity: movie.popularity,
  rating: movie.rating,
  votes: movie.votes,
});
