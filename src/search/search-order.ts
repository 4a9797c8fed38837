import type { estypes } from '@elastic/elasticsearch';
import type { SearchParameters } from './search-parameters.js';

const fields = {
  releaseDate: 'releaseDate',
  popularity: 'popularity',
  rating: 'rating',
  votes: 'votes',
  budget: 'budget',
  revenue: 'revenue',
  profit: 'profit',
} as const;

/** Beyond every figure and every date in milliseconds, and exact in JavaScript: Elasticsearch's own place for the missing is not. */
const beyond = 1e15;

/** An order that no two movies share: the last key is the id. What is not known stands last either way. */
export function searchOrder(
  { sort, order, q }: SearchParameters,
  isScored: boolean,
): estypes.SortCombinations[] {
  const tie = { id: 'asc' } as const;
  if (sort === 'relevance' && isScored && q !== '') return [{ _score: { order: order ?? 'desc' } }, tie];
  if (sort === 'title') {
    // An edition that was loaded before there was search has no such field.
    return [{ 'title.exact': { order: order ?? 'asc', unmapped_type: 'keyword' } }, tie];
  }
  const field = sort === 'relevance' ? 'popularity' : fields[sort as keyof typeof fields];
  const direction = order ?? 'desc';
  return [{ [field]: { order: direction, missing: direction === 'asc' ? beyond : -beyond } }, tie];
}
