import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Movie } from '../model/movie.js';

const reference = z.object({ id: z.number().int(), name: z.string() });
const shownCast = 5;

/** A movie as a row of a list. Money is nominal US dollars; `null` is "not known". */
export const movieRow = z.object({
  id: z.number().int().describe('TMDB id'),
  title: z.string(),
  originalTitle: z.string().nullable(),
  releaseDate: z.string().nullable(),
  releaseYear: z.number().int().nullable(),
  status: z.string().nullable(),
  runtime: z.number().nullable().describe('Minutes'),
  originalLanguage: z.string().nullable(),
  overview: z.string().nullable(),
  tagline: z.string().nullable(),
  posterPath: z.string().nullable(),
  genres: z.array(reference),
  companies: z.array(reference),
  directors: z.array(reference),
  cast: z
    .array(reference.extend({ character: z.string().nullable() }))
    .describe('The first five of the billing'),
  collection: reference.nullable(),
  budget: z.number().nullable(),
  revenue: z.number().nullable(),
  profit: z.number().nullable(),
  popularity: z.number().nullable(),
  voteAverage: z.number().nullable().describe('0 to 10'),
  voteCount: z.number().int().nullable(),
  score: z.number().nullable().describe('Of this search alone; null where nothing was searched for'),
});

/** What `presentMovie` reads of a document. */
export const movieFields = [
  ...['id', 'title', 'originalTitle', 'releaseDate', 'releaseYear', 'status', 'runtime', 'originalLanguage'],
  ...[
    'overview',
    'tagline',
    'posterPath',
    'genres',
    'companies',
    'directors',
    'collection',
    'budget',
    'revenue',
  ],
  ...['cast.id', 'cast.name', 'cast.character', 'profit', 'popularity', 'voteAverage', 'voteCount'],
];

/** A hit as a row, field by field. */
export function presentMovie(hit: estypes.SearchHit, isScored: boolean): z.output<typeof movieRow> {
  const movie = hit._source as Movie;
  return {
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
    genres: movie.genres,
    companies: movie.companies,
    directors: movie.directors,
    cast: (movie.cast ?? []).slice(0, shownCast).map(({ id, name, character }) => ({ id, name, character })),
    collection: movie.collection,
    budget: movie.budget,
    revenue: movie.revenue,
    profit: movie.profit,
    popularity: movie.popularity,
    voteAverage: movie.voteAverage,
    voteCount: movie.voteCount,
    score: isScored ? (hit._score ?? null) : null,
  };
}
