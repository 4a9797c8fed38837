import { type Aggregations, type Bucket, nested } from '../elasticsearch/query.js';
import type { ManySubject } from './subjects.js';

/** TMDB has 20 genres. With more than this number in one bucket the answer fails, so that none is missing from it. */
const maxSubjects = 1000;

/** A bucket for each company or genre of the movies of a bucket; only for some ids, where they are given. */
export const bySubject = (
  { field }: ManySubject,
  aggregations: Aggregations,
  ids?: readonly number[],
): Aggregations => ({
  subjects: {
    terms: {
      field,
      size: ids?.length ?? maxSubjects,
      // The names, by which they are sorted, are not in this index.
      order: { _key: 'asc' },
      ...(ids && { include: ids.map(String) }),
    },
    ...nested(aggregations),
  },
});

/** @throws {RangeError} when Elasticsearch left some of them out */
export function readSubjects(bucket: Bucket): Bucket[] {
  const subjects = bucket.subjects as { sum_other_doc_count: number; buckets: Bucket[] };
  if (subjects.sum_other_doc_count > 0) {
    throw new RangeError(`the bucket ${bucket.key} has more than ${maxSubjects} groups; some were cut`);
  }
  return subjects.buckets;
}
