import type { estypes } from '@elastic/elasticsearch';
import { type MoneyMeasure, moneyField } from '../questions/parameters/inflation.js';
import type { SearchParameters } from './search-parameters.js';

/** Greater than every figure and every date in milliseconds, and exact in JavaScript, unlike Elasticsearch's `_last`. */
const greatest = 1e15;

/** A total order: the last key is the id. Unknown values come last in either direction. */
export function searchOrder(
  { sort: asked, order: given, q, adjust }: SearchParameters,
  isScored: boolean,
): estypes.SortCombinations[] {
  const sort = asked.replace(/^-/, '');
  const order = asked.startsWith('-') ? 'desc' : given;
  const tie = { id: 'asc' } as const;
  if (sort === 'relevance' && isScored && q !== '') return [{ _score: { order: order ?? 'desc' } }, tie];
  if (sort === 'title') {
    return [{ 'title.exact': order ?? 'asc' }, tie];
  }
  const field = sort === 'relevance' ? 'popularity' : isMoney(sort) ? moneyField(sort, { adjust }) : sort;
  const direction = order ?? 'desc';
  return [{ [field]: { order: direction, missing: direction === 'asc' ? greatest : -greatest } }, tie];
}

const isMoney = (sort: string): sort is MoneyMeasure => ['budget', 'revenue', 'profit'].includes(sort);
