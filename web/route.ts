import { useSyncExternalStore } from 'preact/compat';
import { showsChanges, showsFilters } from './views/filtered-views.js';

/** The route in the fragment, such as `#/companies/5?from=1990`. A fragment never reaches a server. */
export type Route = { path: string; query: URLSearchParams };

export type QueryChanges = Record<string, string | number | undefined>;

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : '/', query: new URLSearchParams(query) };
}

/** Parameters that are kept from one view to the next, where the next one shows them. */
const keptBy = (path: string): string[] => [
  ...(showsFilters(path) ? ['from', 'to', 'adjust'] : []),
  ...(showsChanges(path) ? ['compare'] : []),
  'edition',
];

/** Returns a link to another view, which keeps the edition, and what of the years, dollars and changes that view shows. */
export function linkTo(path: string, query: QueryChanges = {}): string {
  const now = parseRoute(location.hash).query;
  const next = new URLSearchParams();
  for (const name of keptBy(path)) {
    const value = now.get(name);
    if (value !== null) next.set(name, value);
  }
  setAll(next, query);
  return hashOf(path, next);
}

/** Opens the same view with other parameters; undefined or an empty text removes one. */
export function changeQuery(changes: QueryChanges): void {
  location.hash = changedLink(changes);
}

/** Returns a link to the same view with other parameters. */
export function changedLink(changes: QueryChanges): string {
  const { path, query } = parseRoute(location.hash);
  setAll(query, changes);
  return hashOf(path, query);
}

export const hashOf = (path: string, query: URLSearchParams): string =>
  `#${path}${query.size > 0 ? `?${query}` : ''}`;

function setAll(query: URLSearchParams, values: QueryChanges): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, String(value));
  }
}

/** The location hook of the router: the path in the fragment. */
export const usePath = (): [string, (to: string) => void] => [
  useSyncExternalStore(subscribe, () => parseRoute(location.hash).path),
  (to) => {
    location.hash = to;
  },
];

/** The search hook of the router: the parameters in the fragment. */
export const useQuery = (): string =>
  useSyncExternalStore(subscribe, () => parseRoute(location.hash).query.toString());

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
