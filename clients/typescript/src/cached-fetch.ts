import { toError } from './marquee-error.js';

type Kept = { tag: string; body: string; type: string };

/**
 * Returns a `fetch` that keeps answers by their ETag: a question that was asked before is sent with If-None-Match, and
 * what has not changed is not sent again.
 * @param maxAnswers answers that are kept; the least recently used give way
 * @throws {MarqueeError} the function: for every answer that is none
 */
export function createCachedFetch(send: typeof fetch, maxAnswers: number): typeof fetch {
  const kept = new Map<string, Kept>();
  const keep = (url: string, answer: Kept): void => {
    kept.delete(url);
    kept.set(url, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxAnswers) return;
      kept.delete(oldest);
    }
  };
  return async (input, init = {}) => {
    const url = String(input);
    const known = kept.get(url);
    const headers = new Headers(init.headers);
    if (known !== undefined) headers.set('If-None-Match', known.tag);
    const response = await send(input, { ...init, headers });
    if (response.status === 304 && known !== undefined) {
      keep(url, known);
      return new Response(known.body, { headers: { 'Content-Type': known.type } });
    }
    if (!response.ok) throw await toError(response);
    const tag = response.headers.get('ETag');
    if (tag === null) return response;
    const body = await response.text();
    const type = response.headers.get('Content-Type') ?? 'application/json';
    keep(url, { tag, body, type });
    return new Response(body, { headers: response.headers });
  };
}
