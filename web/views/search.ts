import { type Answer, ask } from '../api-client.js';
import { h } from '../elements.js';
import { count, plural } from '../format.js';
import { movieFilters, select } from '../parts/controls.js';
import { changeQuery, linkTo } from '../route.js';
import { type Facet, facetNames, facetPanel } from './facets.js';
import { viewHead } from './headline.js';
import { type MovieRow, movieList } from './movie-rows.js';
import { searchBox } from './search-suggest.js';
import type { View } from './view.js';

type Found = Answer<MovieRow[]> & {
  facets?: Partial<Record<string, Facet>>;
  didYouMean?: string;
  meta: { matching?: 'exact' | 'fuzzy'; exactMatches?: number; total?: number };
};

const pageSize = 20;

/** The last row that `offset` can reach. */
const window = 10_000;

const sorts = [
  ['', 'best match'],
  ['popularity', 'popularity'],
  ['releaseDate', 'release date'],
  ['rating', 'rating'],
  ['revenue', 'revenue'],
  ['profit', 'profit'],
  ['title', 'title'],
] as const;

/** Full-text search with facets. */
export const search: View = async ({ query }) => {
  const offset = Number(query.get('offset') ?? 0);
  const { from, to, edition } = movieFilters(query);
  const own = Object.fromEntries(
    [...facetNames, 'person', 'keyword', 'collection', 'minRating', 'adult', 'sort'].map((name) => [
      name,
      query.get(name) ?? undefined,
    ]),
  );
  const q = query.get('q') ?? '';
  const found = await ask<MovieRow[], Found>('movies/search', {
    q: q || undefined,
    ...own,
    ...{ from, to, edition },
    facets: facetNames.join(','),
    limit: pageSize,
    offset: offset || undefined,
  });
  const total = found.meta.total ?? found.data.length;
  return {
    title: q === '' ? 'Search' : `${q} – search`,
    content: [
      viewHead('Movies', 'Search'),
      searchBox(q),
      h(
        'div',
        { class: 'controls' },
        select('Sorted by', 'sort', query.get('sort') ?? '', sorts),
        select('Rated', 'minRating', query.get('minRating') ?? '', [
          ['', 'any way'],
          ['6', '6 or better'],
          ['7', '7 or better'],
          ['8', '8 or better'],
        ]),
        select('Adult movies', 'adult', query.get('adult') ?? '', [
          ['', 'left out'],
          ['include', 'found as well'],
          ['only', 'alone'],
        ]),
      ),
      h(
        'div',
        { class: 'search' },
        facetPanel(found.facets ?? {}, query),
        h(
          'section',
          { 'aria-label': 'Movies found', 'data-figure': 'movies' },
          summary(found, total, q),
          found.data.length === 0 ? nothingFound() : movieList(found.data),
          pager(offset, total),
        ),
      ),
    ],
  };
};

function summary(found: Found, total: number, q: string): HTMLElement {
  return h(
    'p',
    { class: 'summary', role: 'status' },
    plural(total, 'movie'),
    total > 0 && found.meta.matching === 'fuzzy' && closeness(found.meta.exactMatches ?? 0, total, q),
    '. ',
    found.didYouMean !== undefined && [
      'Did you mean ',
      h('a', { href: linkTo('/search', { q: found.didYouMean }) }, found.didYouMean),
      '?',
    ],
  );
}

/** How many movies have the words, and how many are only similar: the former come first. */
function closeness(exact: number, total: number, q: string): string {
  const come = total === 1 ? 'comes' : 'come';
  if (exact === 0) return ` that ${come} close to “${q}”; none has all of these words`;
  const has = exact === 1 ? 'has' : 'have';
  if (exact >= total) return ` that ${has} all words of “${q}”`;
  return `: ${exact} ${has} all words of “${q}”, ${total - exact} only similar ones`;
}

const nothingFound = (): HTMLElement =>
  h(
    'div',
    { class: 'empty' },
    h('p', {}, 'No movie matches all of this. Remove a word or a filter.'),
    h(
      'button',
      {
        type: 'button',
        class: 'primary',
        on: { click: () => changeQuery(Object.fromEntries(facetNames.map((name) => [name, undefined]))) },
      },
      'Remove all filters',
    ),
  );

function pager(offset: number, total: number): HTMLElement | null {
  if (total <= pageSize && offset === 0) return null;
  const last = Math.min(total, window);
  const step = (label: string, next: number, isThere: boolean) =>
    h(
      'button',
      { type: 'button', disabled: !isThere, on: { click: () => changeQuery({ offset: next || undefined }) } },
      label,
    );
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    step('Earlier', Math.max(0, offset - pageSize), offset > 0),
    h('span', {}, `${count(offset + 1)} to ${count(Math.min(offset + pageSize, total))} of ${count(total)}`),
    step('Later', offset + pageSize, offset + pageSize < last),
  );
}
