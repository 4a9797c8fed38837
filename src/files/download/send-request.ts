import { maskUrl } from '../../http/mask-url.js';
import { type HttpReply, request } from '../../http/request.js';
import { InputNotFoundError } from '../dataset-error.js';
import type { DownloadLimits } from './download-options.js';
import { explainFailure } from './transient-error.js';

const redirects = [301, 302, 303, 307, 308];

/**
 * Sends a GET and follows redirects, a limited number of times and to http(s) only. User and password of the URL are sent
 * to its own origin only.
 * @throws {TransientError} when there is no answer; {DownloadError} when there is no such host; {InputNotFoundError} when a redirect is not followed
 */
export async function sendRequest(
  url: URL,
  headers: Record<string, string>,
  { maxRedirects }: DownloadLimits,
  signal: AbortSignal,
): Promise<HttpReply> {
  let current = url;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await request(current, {
      // Lengths and ranges of an encoded answer would not be those of the file.
      headers: { ...headers, 'accept-encoding': 'identity' },
      signal,
    }).catch((error: unknown) => {
      throw explainFailure(error, current);
    });
    const location = response.headers.get('location');
    if (!redirects.includes(response.status) || location === null) return response;
    response.body.destroy();
    current = nextUrl(current, location);
  }
  throw new InputNotFoundError(
    `${maskUrl(url)} redirects more than ${maxRedirects} times, last to ${maskUrl(current)}; give the address of the zip itself`,
  );
}

/**
 * Returns the target of a redirect.
 * @throws {InputNotFoundError} when it is not http(s), or leads from https to http, where the file could be altered on its way
 */
export function nextUrl(from: URL, location: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const isAllowed = next?.protocol === 'https:' || (next?.protocol === 'http:' && from.protocol === 'http:');
  if (next !== undefined && isAllowed) return next;
  const where = next === undefined ? 'an address that cannot be read' : maskUrl(next);
  throw new InputNotFoundError(
    `${maskUrl(from)} redirects to ${where}; only https is followed, and http from http. Download the zip with a browser and give its path`,
  );
}
