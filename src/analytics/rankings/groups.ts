import type { Bucket } from '../../questions/measures/measure.js';
import { type MeasureName, measureOf } from '../../questions/measures/measures.js';
import type { MovieFilters } from '../../questions/parameters/movie-filters.js';
import type { Paging } from '../../questions/parameters/paging.js';
import type { Excluded } from '../../questions/question.js';
import type { ManySubject } from '../subjects.js';

/** What the caller of a ranking says. */
export type RankingParameters = MovieFilters & Paging & { id?: number; by: MeasureName; minKnown: number };

/** What is ranked, and among the movies of whom; all movies when not given. */
export type Ranked = { ranked: ManySubject; of?: ManySubject | undefined };

/** Elasticsearch makes at most 65,535 buckets. */
export const mostBuckets = 65_000;

/** A company, genre or collection with its figure. */
export type Group = { key: string; figure: unknown; value: number };

/** Groups that may be ranked, how many of them there are in all, and what was left out of them. */
export type Found = { groups: Group[]; total: number; excluded: Excluded };

/** The groups whose figure is known for enough movies. */
export function readGroups(buckets: readonly Bucket[], parameters: RankingParameters): Group[] {
  const measure = measureOf(parameters.by);
  const groups: Group[] = [];
  for (const bucket of buckets) {
    const figure = measure.present(bucket, parameters);
    const value = measure.value(figure);
    if (value === null || knownOf(figure) < parameters.minKnown) continue;
    groups.push({ key: String(bucket.key), figure, value });
  }
  return groups;
}

/** The number of movies is known of every movie. */
const knownOf = (figure: unknown): number =>
  typeof figure === 'number' ? figure : (figure as { known: number }).known;

/** How many rows come before those that are wanted. */
export const firstWanted = ({ offset, cursor }: RankingParameters): number =>
  Number(cursor?.after[0] ?? offset);

/** The number of the last row that is wanted. */
export const lastWanted = (parameters: RankingParameters): number =>
  parameters.limit === 'all' ? Number.POSITIVE_INFINITY : firstWanted(parameters) + parameters.limit;
