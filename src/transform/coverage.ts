import { type FieldName, metadataFields } from './metadata-movie.js';
import type { MovieCopies } from './movie-copies.js';
import type { SideCoverage } from './write-movies.js';

/** Every movie has these, or they follow from others. */
const unreported: readonly string[] = ['id', 'title', 'releaseYear', 'flags'] satisfies FieldName[];

/** The fields of movies_metadata.csv whose coverage is reported. */
const reportedFields = Object.entries(metadataFields).filter(([name]) => !unreported.includes(name));

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
      reportedFields.map(([name, { bit }]) => [name, counts[31 - Math.clz32(bit)] as number]),
    ),
    ...sides,
  };
}
