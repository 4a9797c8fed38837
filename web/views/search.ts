import { type Answer, ask } from '../api-client.js';
import { h } from '../elements.js';
import { count, plural } from '../format.js';
import { movieFilters, select } from '../parts/controls.js';
import { changeQuery, linkTo } from '../route.js';
import { type Facet, facetNames, facetPanel } from './facets.js';
import { type FilmRow, filmList } from './film-rows.js';
import { viewHead } from './headline.js';
import { searchBox } from './search-suggest.js';
import type { View } from './view.js';

type Found = Answer<FilmRow[]> & {
  facets?: Partial<Record<string, Facet>>;
  didYouMean?: string;
  meta: { matching?: 'exact' | 'fuzzy'; total?: number };
};

const pageSize = 20;

/** The largest row that `offset` reaches. */
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

/** Films by words, narrowed by what they have in common. */
export const search: View = async ({ query }) => {
  const offset = Number(query.get('offset') ?? 0);
  const { from, to, edition } = movieFilters(query);
  const own = Object.fromEntries(
    [...facetNames, 'person', 'keyword', 'collection', 'minRating', 'sort'].map((name) => [
      name,
      query.get(name) ?? undefined,
    ]),
  );
  const q = query.get('q') ?? '';
  const found = await ask<FilmRow[], Found>('movies/search', {
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
      viewHead('Films', 'Search'),
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
      ),
      h(
        'div',
        { class: 'search' },
        facetPanel(found.facets ?? {}, query),
        h(
          'section',
          { 'aria-label': 'Films found', 'data-figure': 'films' },
          summary(found, total, q),
          found.data.length === 0 ? nothingFound() : filmList(found.data),
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
    plural(total, 'film'),
    found.meta.matching === 'fuzzy' && ` that come close to “${q}”; none has just these words`,
    '. ',
    found.didYouMean !== undefined && [
      'Did you mean ',
      h('a', { href: linkTo('/search', { q: found.didYouMean }) }, found.didYouMean),
      '?',
    ],
  );
}

const nothingFound = (): HTMLElement =>
  h(
    'div',
    { class: 'empty' },
    h('p', {}, 'No film has all of this. Take a word or a choice away.'),
    h(
      'button',
      {
        type: 'button',
        class: 'primary',
        on: { click: () => changeQuery(Object.fromEntries(facetNames.map((name) => [name, undefined]))) },
      },
      'Take all choices away',
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
