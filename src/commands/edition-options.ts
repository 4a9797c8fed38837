import { type Command, InvalidArgumentError } from 'commander';
import type { DownloadProgress, EditionOptions } from '../dataset/edition/edition-source.js';

/** The options of a verb that reads an edition, beside `--input`. */
export type EditionFlags = { small?: boolean; sha256?: string; size?: number };

/** What `--input` takes, for its description. */
export const inputKinds = 'folder of an edition, its .zip, or the http(s) URL of the zip';

/** Adds the options that say more about `--input`. */
export const withEditionFlags = (command: Command): Command =>
  command
    .option('--small', 'take links_small.csv and ratings_small.csv for links and ratings')
    .option('--sha256 <hex>', 'SHA-256 that the zip must have', parseSha256)
    .option('--size <bytes>', 'size that the zip must have', parseSize);

/** The flags as `openEdition` takes them; a download shows its progress on a terminal. */
export const toEditionOptions = ({ small, sha256, size }: EditionFlags): EditionOptions => ({
  ...(small ? { small } : {}),
  ...(sha256 !== undefined ? { expectedSha256: sha256 } : {}),
  ...(size !== undefined ? { expectedSize: size } : {}),
  ...(process.stderr.isTTY ? { onProgress: showProgress() } : {}),
});

function parseSha256(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It must be 64 hexadecimal digits, as sha256sum prints them.');
}

function parseSize(text: string): number {
  const size = Number(text);
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(size)) return size;
  throw new InvalidArgumentError('It must be a whole number of bytes, 1 or more.');
}

/** One line that is written over, a few times a second. */
function showProgress(): (progress: DownloadProgress) => void {
  let shownAt = 0;
  return ({ received, total }) => {
    const isDone = received === total;
    if (!isDone && Date.now() - shownAt < 250) return;
    shownAt = Date.now();
    const of =
      total === undefined ? '' : ` of ${megabytes(total)}, ${Math.floor((100 * received) / total)} %`;
    process.stderr.write(`\rdownloading: ${megabytes(received)}${of} ${isDone ? '\n' : ''}`);
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
