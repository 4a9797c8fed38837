import type { MoviesSearchData } from 'api-types';
import { useState } from 'preact/hooks';
import { count } from '../format.js';
import { changeQuery } from '../route.js';

type Facets = NonNullable<MoviesSearchData['facets']>;
type Bucket = NonNullable<Facets['genre']>['buckets'][number];

/** The facets, by the parameter that each sets. */
export const facetNames = ['genre', 'decade', 'company', 'country', 'language'] as const;
type FacetName = (typeof facetNames)[number];

/** The facets of a search as switches that filter it; on a phone they unfold below a button. */
export function FacetPanel({ facets, query }: { facets: Facets; query: URLSearchParams }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <aside class={`facets${isOpen ? ' open' : ''}`} aria-label="Narrow the search">
      <button
        type="button"
        class="menu"
        aria-expanded={isOpen}
        aria-controls="facets"
        onClick={() => setOpen(!isOpen)}
      >
        Narrow the search <span aria-hidden="true">▾</span>
      </button>
      <div id="facets">
        {facetNames.map((name) => {
          const facet = facets[name];
          if (facet === undefined || facet.buckets.length === 0) return null;
          return (
            <fieldset key={name} data-facet={name}>
              <legend>{name.charAt(0).toUpperCase() + name.slice(1)}</legend>
              {facet.buckets.map((bucket) => (
                <FacetButton key={bucket.key} name={name} bucket={bucket} query={query} />
              ))}
              {facet.others > 0 && <p class="facts">in others: {count(facet.others)} movies</p>}
            </fieldset>
          );
        })}
      </div>
    </aside>
  );
}

type FacetButtonProps = { name: FacetName; bucket: Bucket; query: URLSearchParams };

function FacetButton({
  name,
  bucket: { key, name: title, count: movies, selected },
  query,
}: FacetButtonProps) {
  const chosen = (query.get(name) ?? '').split(',').filter(Boolean);
  const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
  return (
    <button
      type="button"
      aria-pressed={selected || chosen.includes(key)}
      onClick={() => changeQuery({ [name]: next.join(','), offset: undefined })}
    >
      <span>{title}</span>
      <small>{count(movies)}</small>
    </button>
  );
}
