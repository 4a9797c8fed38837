import { LRUCache } from 'lru-cache';
import type { Representation } from './representation.js';

/** A whole answer, ready to be sent; and what it is, to compute the same for the next edition. */
export type CachedResponse = {
  headers: Record<string, string>;
  body: Buffer;
  representation: Representation;
};

/** Bytes of an entry besides its body: headers, key, and the cache's own records. */
const overhead = 2000;

/** Creates a cache of answers by their ETag; when it is full, the least recently used are evicted. */
export const createAnswerCache = (maxBytes: number): LRUCache<string, CachedResponse> =>
  new LRUCache({
    // LRUCache needs a positive size; nothing fits into a single byte.
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ body }) => body.length + overhead,
  });
