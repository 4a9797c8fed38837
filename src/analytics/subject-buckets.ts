import type { Aggregations, Bucket } from '../questions/measures/measure.js';
import type { ManySubject } from './subjects.js';

/** TMDB has 20 genres. More than this in one reply would be cut, and is refused instead. */
const maxSubjects = 1000;

/** The companies or genres of the movies in a bucket, each with its own figures; of all, or of some ids. */
export const bySubject = (
  { field }: ManySubject,
  aggregations: Aggregations,
  ids?: readonly number[],
): Aggregations => ({
  subjects: {
    terms: {
      field,
      size: ids?.length ?? maxSubjects,
      // Sorted where the names are known.
      order: { _key: 'asc' },
      ...(ids && { include: ids.map(String) }),
    },
    ...(Object.keys(aggregations).length > 0 && { aggs: aggregations }),
  },
});

/** @throws {RangeError} rather than answer with some of them cut off. */
export function readSubjects(bucket: Bucket): Bucket[] {
  const subjects = bucket.subjects as { sum_other_doc_count: number; buckets: Bucket[] };
  if (subjects.sum_other_doc_count > 0) {
    throw new RangeError(`the bucket ${bucket.key} has more than ${maxSubjects} groups; some were cut`);
  }
  return subjects.buckets;
}
