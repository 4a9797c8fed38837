import { type FieldName, metadataFields } from './metadata-movie.js';
import type { MovieCopies } from './movie-copies.js';
import type { SideCoverage } from './write-movies.js';

/** The fields of movies_metadata.csv whose coverage is reported. */
const reportedFields = [
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
] as const satisfies readonly FieldName[];

/** For each field, of how many of the movies that stay it is known. */
export function countCoverage(copies: MovieCopies, sides: SideCoverage): Record<string, number> {
  /** Movies by the place of the field's bit. */
  const counts = new Array<number>(32).fill(0);
  for (const copy of copies.kept()) {
    // Only the bits that are set.
    for (let bits = copies.knownOf(copy); bits !== 0; bits &= bits - 1) {
      const at = 31 - Math.clz32(bits & -bits);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return {
    ...Object.fromEntries(
      reportedFields.map((field) => [field, counts[31 - Math.clz32(metadataFields[field].bit)] as number]),
    ),
    ...sides,
  };
}
