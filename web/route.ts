/** What the address after `#` says: `#/companies/5?from=1990`. It never reaches a server. */
export type Route = { path: string; query: URLSearchParams };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : '/', query: new URLSearchParams(query) };
}

/** What stays chosen from one view to the next. */
const lasting = ['from', 'to', 'adjust', 'edition'];

/** A link to another view, with the years, the dollars and the edition that are chosen now. */
export function linkTo(path: string, query: Record<string, string | number | undefined> = {}): string {
  const now = parseRoute(location.hash).query;
  const next = new URLSearchParams();
  for (const name of lasting) {
    const value = now.get(name);
    if (value !== null) next.set(name, value);
  }
  setAll(next, query);
  return `#${path}${next.size > 0 ? `?${next}` : ''}`;
}

/** Goes to the same view with other parameters; undefined or an empty text takes one away. */
export function changeQuery(changes: Record<string, string | number | undefined>): void {
  const { path, query } = parseRoute(location.hash);
  setAll(query, changes);
  location.hash = `${path}${query.size > 0 ? `?${query}` : ''}`;
}

function setAll(query: URLSearchParams, values: Record<string, string | number | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, String(value));
  }
}
