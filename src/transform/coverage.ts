import type { MovieCopies } from './movie-copies.js';
import type { SideFiles } from './read-side-files.js';
import type { MetadataMovie } from './to-movie.js';

/** The fields of movies_metadata.csv whose coverage is reported; each has a bit, so at most 32. */
const metadataFields = [
  'imdbId',
  'originalTitle',
  'originalLanguage',
  'overview',
  'tagline',
  'homepage',
  'posterPath',
  'status',
  'adult',
  'video',
  'releaseDate',
  'runtime',
  'budget',
  'revenue',
  'profit',
  'popularity',
  'voteAverage',
  'voteCount',
  'genres',
  'companies',
  'countries',
  'languages',
  'collection',
] as const satisfies readonly (keyof MetadataMovie)[];

/** Which of the fields a movie has: a bit for each that is neither null nor an empty list. */
export function coverageBits(movie: MetadataMovie): number {
  let bits = 0;
  for (let at = 0; at < metadataFields.length; at++) {
    const value = movie[metadataFields[at] as (typeof metadataFields)[number]];
    if (value !== null && !(Array.isArray(value) && value.length === 0)) bits |= 1 << at;
  }
  return bits;
}

/** For each field, of how many of the movies that stay it is known. */
export function countCoverage(copies: MovieCopies, sides: SideFiles): Record<string, number> {
  const fields = [...metadataFields, 'movieLensId', 'ratings', 'keywords', 'cast', 'directors'];
  const coverage = Object.fromEntries(fields.map((field) => [field, 0]));
  const count = (field: string, isKnown: boolean): void => {
    if (isKnown) coverage[field] = (coverage[field] ?? 0) + 1;
  };
  for (const copy of copies.kept()) {
    const bits = copies.coverageOf(copy);
    for (const [at, field] of metadataFields.entries()) count(field, (bits & (1 << at)) !== 0);
    const movie = copies.movieOf(copy);
    count('movieLensId', sides.links.movieLensIdOf(movie) !== null);
    count('ratings', sides.ratings.of(movie) !== null);
    count('keywords', sides.keywords.of(movie).length > 0);
    const { cast, directors } = sides.credits.coverageOf(movie);
    count('cast', cast);
    count('directors', directors);
  }
  return coverage;
}
