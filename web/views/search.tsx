import type { MoviesSearchData } from 'api-types';
import { ask } from '../api-client.js';
import { plural } from '../format.js';
import { Select } from '../parts/controls.js';
import { Pager } from '../parts/pager.js';
import { changeQuery, linkTo } from '../route.js';
import { OtherKinds } from './all-kinds.js';
import { FacetPanel, facetNames } from './facets.js';
import { FilterChips } from './filter-chips.js';
import { ViewHead } from './headline.js';
import { noteSearch } from './last-search.js';
import { MovieList } from './movie-rows.js';
import { SearchBox } from './search-suggest.js';
import type { View } from './view.js';

const pageSize = 20;

const sorts = [
  ['', 'best match'],
  ['popularity', 'popularity'],
  ['releaseDate', 'release date'],
  ['rating', 'rating'],
  ['votes', 'votes'],
  ['revenue', 'revenue'],
  ['budget', 'budget'],
  ['profit', 'profit'],
  ['title', 'title'],
] as const;

/** Parameters of the route that are not filters. */
const notFilters = ['q', 'sort', 'order', 'offset', 'edition', 'base', 'figure'];

/** Full-text search with facets; every filter of the API applies, and is shown. */
export const search: View = async ({ query }) => {
  const offset = Number(query.get('offset') ?? 0);
  const q = query.get('q') ?? '';
  const asked = Object.fromEntries([...query].filter(([name]) => name !== 'figure'));
  const found = await ask<MoviesSearchData>('movies/search', {
    ...asked,
    facets: facetNames.join(','),
    limit: pageSize,
    offset: offset || undefined,
  });
  const total = found.meta.total ?? found.data.length;
  noteSearch();
  return {
    title: q === '' ? 'Search' : `${q} – search`,
    content: (
      <>
        <ViewHead kicker="Movies" title="Search" />
        <SearchBox value={q} />
        {offset === 0 && <OtherKinds query={query} />}
        <Controls query={query} />
        <FilterChips query={query} />
        <div class="search">
          <FacetPanel facets={found.facets ?? {}} query={query} />
          <section aria-label="Movies found" data-figure="movies">
            <Summary found={found} total={total} q={q} />
            {found.data.length === 0 ? (
              <NothingFound query={query} />
            ) : (
              <MovieList movies={found.data} first={offset + 1} />
            )}
            <Pager offset={offset} pageSize={pageSize} total={total} />
          </section>
        </div>
      </>
    ),
  };
};

const Controls = ({ query }: { query: URLSearchParams }) => (
  <div class="controls">
    <Select label="Sorted by" name="sort" value={query.get('sort') ?? ''} options={sorts} />
    {query.has('sort') && (
      <Select
        label="Order"
        name="order"
        value={query.get('order') ?? ''}
        options={[
          ['', 'as usual'],
          ['desc', 'largest first'],
          ['asc', 'smallest first'],
        ]}
      />
    )}
    <Select
      label="Rating"
      name="minRating"
      value={query.get('minRating') ?? ''}
      options={[
        ['', 'any'],
        ['6', '6 or better'],
        ['7', '7 or better'],
        ['8', '8 or better'],
      ]}
    />
    <Select
      label="Adult movies"
      name="adult"
      value={query.get('adult') ?? ''}
      options={[
        ['', 'left out'],
        ['include', 'included'],
        ['only', 'only these'],
      ]}
    />
  </div>
);

function Summary({ found, total, q }: { found: MoviesSearchData; total: number; q: string }) {
  const { matching, exactMatches = 0 } = found.meta;
  return (
    <p class="summary" role="status">
      {plural(total, 'movie')}
      {total > 0 && matching === 'fuzzy' && closeness(exactMatches, total, q)}
      {'. '}
      {found.didYouMean !== undefined && (
        <>
          Did you mean <a href={linkTo('/search', { q: found.didYouMean })}>{found.didYouMean}</a>?
        </>
      )}
    </p>
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

/** Says that nothing matches, and offers to remove the filters if there are any. */
function NothingFound({ query }: { query: URLSearchParams }) {
  const filters = [...query.keys()].filter((name) => !notFilters.includes(name));
  return (
    <div class="empty">
      <p>
        No movie matches
        {filters.length > 0 ? ' all of this. Remove a word or a filter.' : '. Try other words.'}
      </p>
      {filters.length > 0 && (
        <button
          type="button"
          class="primary"
          onClick={() => changeQuery(Object.fromEntries(filters.map((name) => [name, undefined])))}
        >
          Remove all filters
        </button>
      )}
    </div>
  );
}
