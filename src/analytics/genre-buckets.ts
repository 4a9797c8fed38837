import type { Aggregations, Bucket } from './measures.js';
import type { Edition } from './question.js';

/** TMDB has 20 genres. More than this in one reply would be cut, and is refused instead. */
const maxGenres = 1000;

/** The genres of the movies in a bucket, each with its own figures. */
export const byGenre = (aggregations: Aggregations): Aggregations => ({
  genres: {
    terms: { field: 'genres.id', size: maxGenres },
    ...(Object.keys(aggregations).length > 0 ? { aggs: aggregations } : {}),
  },
});

export function readGenres(bucket: Bucket): Bucket[] {
  const genres = bucket.genres as { sum_other_doc_count: number; buckets: Bucket[] };
  if (genres.sum_other_doc_count > 0) {
    throw new RangeError(`the year ${bucket.key} has more than ${maxGenres} genres; some were cut`);
  }
  return genres.buckets;
}

/** The id and name of a genre's bucket. */
export function identifyGenre(bucket: Bucket, edition: Edition): { id: number; name: string } {
  const id = Number(bucket.key);
  const name = edition.genreNames.get(id);
  if (name === undefined) throw new RangeError(`genre ${id} has no document in its generation`);
  return { id, name };
}
