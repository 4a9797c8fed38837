/**
 * Statuses of a request that may succeed later: the server is busy, is being restarted, or waits for another server.
 * 425 is Too Early, 429 Too Many Requests.
 */
const transientStatuses: readonly (number | undefined)[] = [408, 425, 429, 500, 502, 503, 504];

/** Whether the same request may succeed later. */
export const isTransientStatus = (status: number | undefined): boolean => transientStatuses.includes(status);

/** How often something is retried, and the pauses between the attempts in milliseconds. */
export type BackOff = { retries: number; firstMs: number; longestMs: number };

/** About a minute in all: long enough for a server that is restarted. */
export const defaultBackOff: BackOff = { retries: 10, firstMs: 250, longestMs: 10_000 };

/**
 * Returns the pause before a retry (0 is the first) in milliseconds: doubled each time up to the longest, with a random
 * half of it left out, so that clients that failed together do not come back together.
 */
export function pauseBefore(
  retry: number,
  { firstMs, longestMs }: Omit<BackOff, 'retries'>,
  random = Math.random,
): number {
  return Math.min(longestMs, firstMs * 2 ** retry) * (0.5 + random() / 2);
}

/** Returns the pause that a `Retry-After` header asks for (seconds or a date), in milliseconds from now. */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const pause = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return pause > 0 ? pause : undefined;
}
