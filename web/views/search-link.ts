import { hashOf, parseRoute } from '../route.js';

/** Years that exclude nothing but movies without a year. */
const widest: Record<string, string> = { from: '1', to: '9999' };

/** Returns the view of the search that a link of the API, such as `links.movies`, describes. */
export function searchLink(link: string, changes: Record<string, string> = {}): string {
  const { searchParams } = new URL(link, location.href);
  for (const [name, value] of Object.entries(widest))
    if (searchParams.get(name) === value) searchParams.delete(name);
  // The edition is chosen only where the reader chose it.
  const edition = parseRoute(location.hash).query.get('edition');
  if (edition === null) searchParams.delete('edition');
  for (const [name, value] of Object.entries(changes)) searchParams.set(name, value);
  return hashOf('/search', searchParams);
}
