/** How long and how often a download is tried; times in milliseconds. */
export type DownloadLimits = {
  /** Bytes of a zip at most: the published one has 0.24 GB. */
  maxBytes: number;
  /** From a request until its answer begins. */
  answerWithin: number;
  /** Without a byte. */
  stallAfter: number;
  /** Failures in a row that brought no byte; those that did are counted in `maxRequests`. */
  maxFailures: number;
  maxRequests: number;
  maxRedirects: number;
  /** The pause after the first failure; it doubles up to `maxPause`. */
  firstPause: number;
  maxPause: number;
};

export const downloadLimits: DownloadLimits = {
  maxBytes: 20 * 1024 ** 3,
  answerWithin: 30_000,
  stallAfter: 30_000,
  maxFailures: 5,
  maxRequests: 100,
  maxRedirects: 5,
  firstPause: 500,
  maxPause: 30_000,
};

/** The pause after that many failures in a row: doubling, and somewhere in the upper half, so that many clients do not come back at once. */
export function pauseAfter(failures: number, { firstPause, maxPause }: DownloadLimits): number {
  const pause = Math.min(maxPause, firstPause * 2 ** Math.max(0, failures - 1));
  return pause * (0.5 + Math.random() / 2);
}
