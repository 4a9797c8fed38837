/** How often and with what pauses something is tried again, in milliseconds. */
export type BackOff = { retries: number; firstMs: number; longestMs: number };

/** About a minute in all: long enough for a node that is started again. */
export const usualBackOff: BackOff = { retries: 10, firstMs: 250, longestMs: 10_000 };

/**
 * The pause before a retry (0 is the first): doubled each time up to the longest, of which a random half is
 * left out, so that loaders that failed together do not come back together.
 */
export function pauseBefore(retry: number, { firstMs, longestMs }: BackOff, random = Math.random): number {
  return Math.min(longestMs, firstMs * 2 ** retry) * (0.5 + random() / 2);
}
