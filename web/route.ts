/** The route in the fragment, such as `#/companies/5?from=1990`. A fragment never reaches a server. */
export type Route = { path: string; query: URLSearchParams };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : '/', query: new URLSearchParams(query) };
}

/** Parameters that are kept from one view to the next. */
const lasting = ['from', 'to', 'adjust', 'edition'];

/** Returns a link to another view that keeps the chosen years, dollars and edition. */
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

/** Opens the same view with other parameters; undefined or an empty text removes one. */
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
