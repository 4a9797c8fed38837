import type { BackOff } from '../../http/retry.js';
import type { DownloadProgress } from '../edition-source.js';

export type DownloadOptions = {
  cacheDir: string;
  /** Bytes that the file must have. */
  expectedSize?: number;
  /** SHA-256 that the file must have, 64 hexadecimal digits. */
  expectedSha256?: string;
  /** Whether that digest is signed: then another file is no broken download, but another edition. */
  isSigned?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
  limits?: Partial<DownloadLimits>;
};

/** Limits of a download; times in milliseconds. */
export type DownloadLimits = {
  /** Maximal size of the file in bytes; the published zip has 0.24 GB. */
  maxBytes: number;
  /** From a request until its answer begins. */
  answerWithin: number;
  /** Without a byte. */
  stallAfter: number;
  /** Retries after failures in a row that brought no byte; those that did count in `maxRequests` only. */
  backOff: BackOff;
  maxRequests: number;
  maxRedirects: number;
};

export const defaultLimits: DownloadLimits = {
  maxBytes: 20 * 1024 ** 3,
  answerWithin: 30_000,
  stallAfter: 30_000,
  backOff: { retries: 5, firstMs: 500, longestMs: 30_000 },
  maxRequests: 100,
  maxRedirects: 5,
};
