/** Returns a URL for messages: without user, password, query and fragment, which may be secret. */
export function maskUrl(url: URL): string {
  const user = url.username !== '' || url.password !== '' ? '***@' : '';
  const query = url.search !== '' ? '?…' : '';
  return `${url.protocol}//${user}${url.host}${url.pathname}${query}`;
}
