import { type Aggregations, type Bucket, nested, type Query } from '../../elasticsearch/query.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { sumsAlone } from '../../questions/measures/measure.js';
import { aggregationsOf, type MeasureName, measureOf } from '../../questions/measures/measures.js';
import type { Position } from '../../questions/parameters/paging.js';
import { type AggregateParameters, sortKeys } from './aggregate-parameters.js';

/** A group of movies: its value of each dimension, in the order of `group`, and its bucket; none for a filled gap. */
export type Group = { key: readonly Key[]; bucket: Bucket | undefined };

/** The groups of a page, the number of all that have a row (null when they were not counted), and where the next begins. */
export type FoundGroups = { groups: Group[]; total: number | null; next: Position | undefined };

/** Returns whether a group has a row: enough movies, and enough of them with a known figure. */
export function rowFilter(parameters: AggregateParameters): (group: Group) => boolean {
  const { minReleases, minKnown, leftOut } = parameters;
  const measure = minKnown > 0 ? measureOf(decidingMeasure(parameters)) : undefined;
  return ({ key, bucket }) =>
    (leftOut === undefined || key[0] !== leftOut) &&
    (minReleases <= 1 || (bucket?.doc_count ?? 0) >= minReleases) &&
    (measure === undefined || knownOf(measure.present(bucket, parameters)) >= minKnown);
}

/** The first measure of `sort`, else of `measures`. */
function decidingMeasure(parameters: AggregateParameters): MeasureName {
  const { measures } = parameters;
  const sorted = sortKeys(parameters).flatMap(({ name }) => measures.filter((measure) => measure === name));
  return (sorted[0] ?? measures[0]) as MeasureName;
}

/** The movies whose figure is known; a number of releases is known of each. */
const knownOf = (figure: unknown): number =>
  typeof figure === 'number' ? figure : (figure as { known: number }).known;

/** Whether groups are read from the movies with a known figure alone: they need some, and have no other figure. */
export const isOfKnown = ({ measures, minKnown, minReleases }: AggregateParameters): boolean =>
  measures.length === 1 && minKnown > 0 && minReleases === 1;

/** The metrics of groups, if any, and the movies that these are read from; undefined for all that count. */
export function figuresOf(parameters: AggregateParameters): { aggs?: Aggregations; only: Query | undefined } {
  const { measures } = parameters;
  const metrics = aggregationsOf(measures, parameters);
  const [known] = isOfKnown(parameters) ? measures.map((name) => measureOf(name).known(parameters)) : [];
  const aggs = known === undefined ? metrics : sumsAlone(metrics);
  return { ...nested(aggs), only: known };
}
