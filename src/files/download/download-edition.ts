import { setTimeout as pause } from 'node:timers/promises';
import { maskUrl } from '../../http/mask-url.js';
import { pauseBefore } from '../../http/retry.js';
import { DatasetError } from '../dataset-error.js';
import { checkFile, describeFile } from '../describe-file.js';
import { makeFolder } from '../make-folder.js';
import { CachedDownload } from './cached-download.js';
import { type DownloadOptions, defaultLimits } from './download-options.js';
import { fetchOnce } from './fetch-once.js';
import { DownloadError, TransientError } from './transient-error.js';
import { withLock } from './with-lock.js';

/** A file in the cache; `invalidate` makes the next run download it again, when it turns out to be damaged. */
export type Download = { path: string; invalidate: () => Promise<void> };

/**
 * Downloads a file into the cache, unless it is there already: unchanged on the server, or with the expected SHA-256
 * (then without a request). A broken download is resumed, in this run or the next, unless the file has changed meanwhile.
 * @throws {DownloadError} when it could not be downloaded, or what came is not the expected file; {InputNotFoundError} when
 *   the server has no such file; {DatasetError} when the file has another size
 *   than expected, or another digest than is signed. When the signal is aborted,
 *   the bytes received so far stay in the cache.
 */
export async function downloadEdition(url: URL, options: DownloadOptions): Promise<Download> {
  const cached = new CachedDownload(options.cacheDir, url);
  const { expectedSha256, signal } = options;
  await makeFolder(options.cacheDir);
  return await withLock(cached.lock, maskUrl(url), async () => {
    const download = { path: cached.path, invalidate: cached.invalidate };
    if (expectedSha256 !== undefined && (await cached.findFinished()) !== undefined) {
      const { sha256 } = await describeFile(cached.path, signal);
      if (sha256 === expectedSha256.toLowerCase()) return download;
      // It is not the expected edition, whether it has changed on the server or not.
      await cached.deleteFinished();
    }
    await finishCompletePart(cached);
    await fetchWithRetries(url, cached, options);
    try {
      await checkFile(cached.path, options, `${maskUrl(url)} (downloaded)`);
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      await cached.deleteFinished();
      if (options.isSigned) throw new DatasetError(`${error.message}; the download was deleted`);
      throw new DownloadError(`${error.message}; the download was deleted: run it again to download it anew`);
    }
    return download;
  });
}

/** A part may have all its bytes, when the run before ended just before it could rename it. */
async function finishCompletePart(cached: CachedDownload): Promise<void> {
  const part = await cached.findPart();
  if (part !== undefined && part.size === part.meta.total) await cached.finishPart();
}

async function fetchWithRetries(url: URL, cached: CachedDownload, options: DownloadOptions): Promise<void> {
  const limits = { ...defaultLimits, ...options.limits };
  const { retries, longestMs } = limits.backOff;
  let failures = 0;
  /** The most bytes that any request has reached; to reach them again is no progress. */
  let furthest = (await cached.findPart())?.size ?? 0;
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
      if (failures > retries || requests >= limits.maxRequests) {
        throw new DownloadError(
          `${maskUrl(url)} could not be downloaded: ${error.message} (${await describeCache(cached, requests)})`,
        );
      }
      const wait = Math.max(
        pauseBefore(failures - 1, limits.backOff),
        Math.min(error.retryAfter ?? 0, longestMs),
      );
      await pause(wait, undefined, { signal: options.signal });
    }
  }
}

/** What is left in the cache, and what to do. */
async function describeCache(cached: CachedDownload, requests: number): Promise<string> {
  const [part, finished] = [await cached.findPart(), await cached.findFinished()];
  const tried = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (part !== undefined) return `${tried}; ${part.size} bytes are kept: run it again to resume the download`;
  if (finished !== undefined)
    return `${tried}; an earlier download is in ${cached.path}: give that path to use it`;
  return `${tried}; check the address and the network, and run it again`;
}
