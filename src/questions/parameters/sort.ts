import { z } from 'zod';
import { type MeasureName, measureNames } from '../measures/measures.js';

const directed = [...measureNames.map((name) => `-${name}`), ...measureNames];

/** `sort`, of the questions that rank: the same order as `by`, in both directions. */
export const sortByMeasure = z
  .enum(directed, `must be a measure, with a - in front for largest first, of: ${measureNames.join(', ')}`)
  .meta({ id: 'MeasureOrder' })
  .optional()
  .describe('The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first');

/** What a ranking is ordered by: `sort` where it is given, else `by`, largest first. */
export function rankingOrder({ by, sort }: { by: MeasureName; sort?: string | undefined }): {
  by: MeasureName;
  isDescending: boolean;
} {
  if (sort === undefined) return { by, isDescending: true };
  const name = measureNames.find((one) => one === sort.replace(/^-/, ''));
  return { by: name ?? by, isDescending: sort.startsWith('-') };
}
