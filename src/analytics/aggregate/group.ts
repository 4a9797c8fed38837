import type { Bucket } from '../../elasticsearch/query.js';
import type { Key } from '../../questions/dimensions/dimension.js';
import { type MeasureName, measureOf } from '../../questions/measures/measures.js';
import { type AggregateParameters, sortKeys } from './aggregate-parameters.js';

/** A group of movies: its value of each dimension, in the order of `group`, and its bucket; none for a filled gap. */
export type Group = { key: readonly Key[]; bucket: Bucket | undefined };

/** Whether a group has enough movies, and enough of them with a known figure. */
export function hasEnough({ bucket }: Group, parameters: AggregateParameters): boolean {
  if (parameters.minReleases > (bucket?.doc_count ?? 0) && parameters.minReleases > 1) return false;
  const name = parameters.minKnown > 0 ? decidingMeasure(parameters) : undefined;
  if (name === undefined) return true;
  return knownOf(measureOf(name).present(bucket, parameters)) >= parameters.minKnown;
}

/** The first measure of `sort`, else of `measures`. */
function decidingMeasure(parameters: AggregateParameters): MeasureName {
  const sorted = sortKeys(parameters).find(({ name }) => isMeasure(parameters, name));
  return (sorted?.name ?? parameters.measures[0]) as MeasureName;
}

const isMeasure = ({ measures }: AggregateParameters, name: string): name is MeasureName =>
  measures.some((measure) => measure === name);

/** The movies whose figure is known; a number of releases is known of each. */
const knownOf = (figure: unknown): number =>
  typeof figure === 'number' ? figure : (figure as { known: number }).known;

/** What a group is sorted by: a figure, a number, or a name; null when it is not known. */
export type SortValue = number | string | null;

/** The values of a group for the keys of `sort`. */
export function sortValues(
  { key, bucket }: Group,
  parameters: AggregateParameters,
  nameOf: (dimension: number, key: Key) => string | number | null,
): SortValue[] {
  return sortKeys(parameters).map(({ name }) => {
    if (isMeasure(parameters, name)) {
      const measure = measureOf(name);
      return measure.value(measure.present(bucket, parameters));
    }
    const at = (parameters.group as readonly string[]).indexOf(name);
    return nameOf(at, key[at] ?? null);
  });
}
