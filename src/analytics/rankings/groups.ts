import type { Bucket } from '../../elasticsearch/query.js';
import type { Excluded } from '../../model/excluded.js';
import type { MeasureContext } from '../../questions/measures/measure.js';
import { type MeasureName, measureOf } from '../../questions/measures/measures.js';
import type { MovieFilters } from '../../questions/parameters/movie-filters.js';
import { type Paging, rowsBefore } from '../../questions/parameters/paging.js';
import type { ManySubject } from '../subjects.js';

export type RankingParameters = MovieFilters &
  Paging & { id?: unknown; by: MeasureName; isDescending: boolean; minKnown: number } & Pick<
    MeasureContext,
    'ratingPrior'
  >;

/** What is ranked; by the movies of a subject, or by all movies when `of` is not given. */
export type Ranked = { ranked: ManySubject; of?: ManySubject | undefined };

/** Buckets of one aggregation; Elasticsearch allows 65,536 in a whole reply. */
export const maxBuckets = 65_000;

/** A company, genre or collection with its figure. */
export type Group = { key: string; figure: unknown; value: number };

/** The groups from which the rows are taken, the number of all groups that have a rank, and the movies left out. */
export type Found = { groups: Group[]; total: number; excluded: Excluded };

/** The groups that have a rank: those whose figure is known for enough movies. */
export function readGroups(buckets: readonly Bucket[], parameters: RankingParameters): Group[] {
  const measure = measureOf(parameters.by);
  return buckets.flatMap((bucket) => {
    const figure = measure.present(bucket, parameters);
    const value = measure.value(figure);
    return value === null || knownOf(figure) < parameters.minKnown
      ? []
      : [{ key: String(bucket.key), figure, value }];
  });
}

/** The movies whose figure is known; a number of releases is known of each. */
const knownOf = (figure: unknown): number =>
  typeof figure === 'number' ? figure : (figure as { known: number }).known;

/** The rank of the last row of the page. */
export const lastRank = (parameters: RankingParameters): number =>
  parameters.limit === 'all' ? Number.POSITIVE_INFINITY : rowsBefore(parameters) + parameters.limit;
