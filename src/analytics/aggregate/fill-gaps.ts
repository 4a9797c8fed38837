import type { Key } from '../../questions/dimensions/dimension.js';
import { dimensionOf } from '../../questions/dimensions/dimensions.js';
import type { AggregateParameters } from './aggregate-parameters.js';
import type { Group } from './group.js';
import { maxSorted, TooManyGroupsError } from './too-many-groups-error.js';

/**
 * Groups without a movie for the values of the release date between those found (rule 14), for each other value.
 * @throws {TooManyGroupsError} when there would be more than are sorted
 */
export function gapsBetween(groups: readonly Group[], parameters: AggregateParameters): Group[] {
  const { group } = parameters;
  const at = group.findIndex((name) => dimensionOf(name).time !== undefined);
  const name = group[at];
  if (name === undefined) return [];
  const others = new Map<string, readonly Key[]>();
  const found = new Set<string>();
  const times: number[] = [];
  for (const { key } of groups) {
    const time = key[at] ?? null;
    if (time !== null) times.push(Number(time));
    others.set(JSON.stringify(key.with(at, null)), key);
    found.add(JSON.stringify(key));
  }
  const wanted = valuesBetween(name, times, parameters);
  if (others.size * wanted.length > maxSorted) throw new TooManyGroupsError('gaps');
  return [...others.values()].flatMap((key) =>
    wanted
      .map((time): Group => ({ key: key.with(at, time), bucket: undefined }))
      .filter((gap) => !found.has(JSON.stringify(gap.key))),
  );
}

function valuesBetween(
  name: AggregateParameters['group'][number],
  found: readonly number[],
  parameters: AggregateParameters,
): number[] {
  const { from, to } = parameters;
  const only: readonly Key[] | undefined = parameters[name];
  const leftOut: readonly Key[] | undefined = parameters[`${name}.not`];
  const { step, first, last } = dimensionOf(name).time ?? { step: 1 };
  // Quarters and months are the same in every year; years and decades have bounds.
  const bound = (year: number | undefined) => (year === undefined ? undefined : year - (year % step));
  const low = first ?? bound(from) ?? Math.min(...found);
  const high = last ?? bound(to) ?? Math.max(...found);
  if (found.length === 0 && (first ?? from) === undefined) return [];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
  const values = Array.from({ length: Math.max(0, (high - low) / step + 1) }, (_, at) => low + at * step);
  // What a filter leaves out is no gap: it may have movies.
  return values.filter((value) => (only?.includes(value) ?? true) && !leftOut?.includes(value));
}
