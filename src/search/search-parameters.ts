import { z } from 'zod';
import { adultParameter } from '../questions/parameters/adult.js';
import { baseNeedsInflation, inflationParameters } from '../questions/parameters/inflation.js';
import { movieFilters, statusFilter } from '../questions/parameters/movie-filters.js';
import { movieIds } from '../questions/parameters/movie-ids.js';
import {
  cursorAllowed,
  offsetWithinWindow,
  type Paging,
  pagingParameters,
  sortId,
  sortPosition,
} from '../questions/parameters/paging.js';
import { list, together, wholeNumber } from '../questions/parameters/parameters.js';
import { boundsInOrder } from '../questions/parameters/ranges.js';
import { facetNames } from './facets.js';

const sortNames = [
  ...['relevance', 'releaseDate', 'popularity', 'rating', 'votes', 'budget', 'revenue', 'profit', 'title'],
] as const;

/** `title`, and `-title` from the end of the alphabet. */
const sorts = [...sortNames, ...sortNames.slice(1).map((name) => `-${name}` as const)] as const;

const maxText = 200;
const bandAllowed =
  'must be up to 10 bands from 0 to 9, separated by commas: 7 is from 7 to below 8, 9 includes 10';
const facetsAllowed = `must be 'all', 'none', or some of ${facetNames.join(', ')}, separated by commas`;
const isFacet = new RegExp(`^(${facetNames.join('|')}|all|none)$`);

/** A sort value: a score, a figure or a date in milliseconds; for an unknown one, a number greater than every figure. */
const sortFigure = z.number().min(-1e16).max(1e16);
const sortValue = z.union([sortFigure, z.string().max(9000)]).nullable();

/** A check of parameters: the direction is said once. */
const oneDirection = together<{ sort: string; order: string }>(({ sort, order }, refuse) => {
  if (!sort?.startsWith('-') || order === undefined) return;
  refuse('order', `must be left out, because sort=${sort} has a direction`);
});

/** A check of parameters: a cursor continues after a title, or after a figure, which is never null. */
const cursorFitsSort = together<Paging & { sort: string }>(({ cursor, sort }, refuse) => {
  if (cursor === undefined || sort === undefined) return;
  const isFigure = typeof cursor.after[1] === 'number';
  if (isFigure === /^-?title$/.test(sort)) refuse('cursor', cursorAllowed);
});

/** The parameters of `movies/search`: text, filters, facets, order, page. */
export const searchParameters = z
  .strictObject({
    q: z
      .string()
      .max(maxText, `must be a text of at most ${maxText} characters`)
      .default('')
      .describe('Words, "quoted phrases", -exclusions; all movies without it'),
    ...movieFilters,
    status: statusFilter('any'),
    adult: adultParameter('exclude'),
    ids: movieIds.optional().meta({
      description: 'The movies with these TMDB or IMDb ids',
      examples: [[862, 'tt0114709']],
    }),
    rating: list(/^\d$/, Number, z.number().int(), 10, bandAllowed)
      .optional()
      .describe('Movies in any of these rating bands of one point, each by its lower bound'),
    sort: z
      .enum(sorts, `must be one of ${sortNames.join(', ')}, all but relevance also with a - in front`)
      .default('relevance')
      .describe(
        'The order, largest or latest first: -revenue, or revenue, which `order` turns; title is from A. Without `q`, relevance is popularity',
      ),
    order: z
      .enum(['asc', 'desc'], "must be 'asc' or 'desc'")
      .optional()
      .describe(
        'The direction of a `sort` without -; by default largest, latest or most relevant first, and titles from A',
      ),
    facets: list(isFacet, String, z.enum([...facetNames, 'all', 'none']), 9, facetsAllowed)
      .default(['all'])
      .describe('The facets to count'),
    facetSize: wholeNumber(1, 100, 'must be a whole number from 1 to 100')
      .default(10)
      .describe('Most values of a facet; chosen ones are always among them'),
    ...inflationParameters,
    ...pagingParameters(20, sortPosition(sortValue, sortId), 0),
  })
  .check(boundsInOrder, baseNeedsInflation, offsetWithinWindow, oneDirection, cursorFitsSort);

export type SearchParameters = z.output<typeof searchParameters>;
