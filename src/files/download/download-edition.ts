import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { maskUrl } from '../../http/mask-url.js';
import { checkDigest, digestOf } from '../check-digest.js';
import { DatasetError } from '../dataset-error.js';
import type { DownloadProgress } from '../edition-source.js';
import { CachedDownload } from './cached-download.js';
import { type DownloadLimits, downloadLimits, pauseAfter } from './download-limits.js';
import { fetchOnce } from './fetch-once.js';
import { withLock } from './lock.js';
import { TransientError } from './transient-error.js';

export type DownloadOptions = {
  cacheDir: string;
  expectedSize?: number;
  expectedSha256?: string;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
  limits?: Partial<DownloadLimits>;
};

/** A file in the cache; `forget` takes it out when it turns out to be no good. */
export type Download = { path: string; forget: () => Promise<void> };

/**
 * Downloads a file to the cache, or finds it there: unchanged on the server, or with the SHA-256 given (then
 * without asking). A connection that breaks is taken up where it broke, in this run or the next, unless the
 * file has changed meanwhile.
 * @throws {DatasetError} when it cannot be had or is not the one expected. Aborted by the signal, what has
 * arrived is kept.
 */
export async function downloadEdition(url: URL, options: DownloadOptions): Promise<Download> {
  const cached = new CachedDownload(options.cacheDir, url);
  const { expectedSha256, signal } = options;
  await mkdir(options.cacheDir, { recursive: true });
  return await withLock(cached.lock, maskUrl(url), async () => {
    const download = { path: cached.path, forget: cached.forget };
    if (expectedSha256 !== undefined && (await cached.finished()) !== undefined) {
      if ((await digestOf(cached.path, signal)) === expectedSha256.toLowerCase()) return download;
      // Another edition than the one wanted: asking whether it has changed would be beside the point.
      await cached.drop();
    }
    await finishWhole(cached);
    await fetchRepeatedly(url, cached, options);
    try {
      await checkDigest(cached.path, options, `${maskUrl(url)} (downloaded)`);
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      await cached.drop();
      throw new DatasetError(`${error.message}; the download was deleted`);
    }
    return download;
  });
}

/** A part that has all its bytes: the run before ended just before it could say so. */
async function finishWhole(cached: CachedDownload): Promise<void> {
  const part = await cached.begun();
  if (part !== undefined && part.size === part.notes.total) await cached.finish();
}

async function fetchRepeatedly(url: URL, cached: CachedDownload, options: DownloadOptions): Promise<void> {
  const limits = { ...downloadLimits, ...options.limits };
  let failures = 0;
  /** Bytes that any request has reached: to come as far again is no progress. */
  let furthest = (await cached.begun())?.size ?? 0;
  for (let requests = 1; ; requests++) {
    let hasProgressed = false;
    try {
      return await fetchOnce(url, cached, {
        ...options,
        limits,
        onProgress: (progress) => {
          hasProgressed ||= progress.received > furthest;
          furthest = Math.max(furthest, progress.received);
          options.onProgress?.(progress);
        },
      });
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof TransientError)) throw error;
      failures = hasProgressed ? 1 : failures + 1;
      if (failures > limits.maxFailures || requests >= limits.maxRequests) {
        throw new DatasetError(
          `${maskUrl(url)} could not be downloaded: ${error.message} (${await whatIsKept(cached, requests)})`,
        );
      }
      const wait = Math.max(pauseAfter(failures, limits), Math.min(error.retryAfter ?? 0, limits.maxPause));
      await pause(wait, undefined, { signal: options.signal });
    }
  }
}

/** How the download was left, and what can be done. */
async function whatIsKept(cached: CachedDownload, requests: number): Promise<string> {
  const [part, finished] = [await cached.begun(), await cached.finished()];
  const tried = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (part !== undefined) return `${tried}; ${part.size} bytes are kept: run it again to go on from there`;
  if (finished !== undefined)
    return `${tried}; an earlier download is in ${cached.path}: give that path to use it`;
  return `${tried}; check the address and the network, and run it again`;
}
