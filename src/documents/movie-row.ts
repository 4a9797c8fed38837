import { z } from 'zod';
import type { EntityReference, Movie } from '../model/movie.js';
import { dollars, type MoneyMeasure, moneyField } from '../questions/measures/inflation.js';
import type { Money } from '../questions/measures/measure.js';

/** Members of the cast that a row names; the document has more. */
const castShown = 5;

export const reference = z.object({ id: z.number().int(), name: z.string() });
const text = z.string().nullable();
const amount = z.number().int().nullable().describe('US dollars; null is not known');

/** A movie's money. */
export const moneyColumns = { budget: amount, revenue: amount, profit: amount };

/** A movie among others: what is needed to know it, and its figures. */
export const movieRow = z.object({
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
  genres: z.array(reference),
  companies: z.array(reference),
  directors: z.array(reference),
  cast: z.array(reference.extend({ character: text })).describe(`The first ${castShown} of the billing`),
  collection: reference.nullable(),
  ...moneyColumns,
  popularity: z.number().nullable().describe("TMDB's score"),
  rating: z.number().nullable().describe('0 to 10'),
  votes: z.number().int().nullable(),
});

/** The fields of a document that a row is made of. */
export const movieRowFields = [...Object.keys(movieRow.shape), 'realBudget', 'realRevenue', 'realProfit'];

export const presentReference = ({ id, name }: EntityReference): EntityReference => ({ id, name });

/** A movie's budget, revenue and profit in whole dollars, restated as asked. */
export function presentMoney(
  movie: Movie,
  money: Money,
): { budget: number | null; revenue: number | null; profit: number | null } {
  const amountOf = (measure: MoneyMeasure): number | null => {
    const known = movie[moneyField(measure, money)];
    return known === null ? null : dollars(known, money);
  };
  return { budget: amountOf('budget'), revenue: amountOf('revenue'), profit: amountOf('profit') };
}

export const presentMovieRow = (movie: Movie, money: Money): z.output<typeof movieRow> => ({
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
  ...presentMoney(movie, money),
  popularity: movie.popularity,
  rating: movie.rating,
  votes: movie.votes,
});
