import { h } from '../elements.js';
import { count } from '../format.js';
import { changeQuery } from '../route.js';

export type Facet = {
  buckets: { key: string; name: string; count: number; selected: boolean }[];
  /** Movies with values that are not shown. */
  others: number;
};

/** The facets, by the parameter that each sets. */
export const facetNames = ['genre', 'decade', 'company', 'country', 'language'] as const;

/** The facets of a search as switches that filter it. */
export function facetPanel(facets: Partial<Record<string, Facet>>, query: URLSearchParams): HTMLElement {
  return h(
    'aside',
    { class: 'facets', 'aria-label': 'Narrow the search' },
    facetNames.map((name) => {
      const facet = facets[name];
      if (facet === undefined || facet.buckets.length === 0) return null;
      return h(
        'div',
        { role: 'group', 'aria-label': name, 'data-facet': name },
        h('h2', {}, name[0]?.toUpperCase() + name.slice(1)),
        facet.buckets.map((bucket) => facetButton(name, bucket, query)),
        facet.others > 0 && h('p', { class: 'facts' }, `others: ${count(facet.others)}`),
      );
    }),
  );
}

function facetButton(
  name: string,
  { key, name: title, count: movies, selected }: Facet['buckets'][number],
  query: URLSearchParams,
): HTMLElement {
  const chosen = (query.get(name) ?? '').split(',').filter(Boolean);
  const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
  return h(
    'button',
    {
      type: 'button',
      'aria-pressed': String(selected || chosen.includes(key)),
      'data-keep': `facet-${name}-${key}`,
      on: { click: () => changeQuery({ [name]: next.join(','), offset: undefined }) },
    },
    h('span', {}, title),
    ' ',
    h('small', {}, count(movies)),
  );
}
