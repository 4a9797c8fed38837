import { maskUrl } from '../../http/mask-url.js';
import { DatasetError } from '../dataset-error.js';
import type { DownloadLimits } from './download-limits.js';
import { explainFailure } from './transient-error.js';

const redirects = [301, 302, 303, 307, 308];

/**
 * Asks for a URL and follows its redirects, a bounded number of times and to http(s) only. User and password of
 * the URL are sent to its own origin alone.
 * @throws {TransientError} when there is no answer. @throws {DatasetError} when there is no such host, or a redirect
 * is not followed.
 */
export async function sendRequest(
  url: URL,
  headers: Record<string, string>,
  { maxRedirects }: DownloadLimits,
  signal: AbortSignal,
): Promise<Response> {
  let current = url;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await fetch(withoutUser(current), {
      // Packed on the way, its lengths and ranges would be those of another file.
      headers: { ...headers, 'accept-encoding': 'identity', ...authorization(current) },
      redirect: 'manual',
      signal,
    }).catch((error: unknown) => {
      throw explainFailure(error, current);
    });
    const location = response.headers.get('location');
    if (!redirects.includes(response.status) || location === null) return response;
    await response.body?.cancel();
    current = nextUrl(current, location);
  }
  throw new DatasetError(
    `${maskUrl(url)} redirects more than ${maxRedirects} times, last to ${maskUrl(current)}; give the address of the zip itself`,
  );
}

/**
 * Where a redirect leads.
 * @throws {DatasetError} when that is not http(s), or leaves https for http, where anybody on the way could alter the file.
 */
export function nextUrl(from: URL, location: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const isAllowed = next?.protocol === 'https:' || (next?.protocol === 'http:' && from.protocol === 'http:');
  if (next !== undefined && isAllowed) return next;
  const where = next === undefined ? 'an address that cannot be read' : maskUrl(next);
  throw new DatasetError(
    `${maskUrl(from)} redirects to ${where}; only https is followed, and http from http. Download the zip with a browser and give its path`,
  );
}

/** fetch refuses a URL with a user in it. */
function withoutUser(url: URL): URL {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain;
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
