import type { MovieCopies } from './movie-copies.js';
import type { MetadataMovie } from './to-movie.js';
import type { SideCoverage } from './write-movies.js';

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
export function countCoverage(copies: MovieCopies, sides: SideCoverage): Record<string, number> {
  const counts = new Array<number>(metadataFields.length).fill(0);
  for (const copy of copies.kept()) {
    // Only the bits that are set.
    for (let bits = copies.coverageOf(copy); bits !== 0; bits &= bits - 1) {
      const at = 31 - Math.clz32(bits & -bits);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return {
    ...Object.fromEntries(metadataFields.map((field, at) => [field, counts[at] as number])),
    ...sides,
  };
}
