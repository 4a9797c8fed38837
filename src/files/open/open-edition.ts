import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../../config/project-root.js';
import { maskUrl } from '../../http/mask-url.js';
import { dataFiles, moviesFile, nameOf } from '../data-file.js';
import { DatasetError } from '../dataset-error.js';
import { checkFile } from '../describe-file.js';
import { downloadEdition } from '../download/download-edition.js';
import type { EditionFile, EditionOptions, EditionSource } from '../edition-source.js';
import { openFolder } from './open-folder.js';
import { openZip } from './open-zip.js';

/** The kinds of input, for messages. */
const allowed = `expected the folder of an edition (with ${moviesFile}), its zip, or the http(s) URL of the zip`;

const defaultCache = join(projectRoot, '.marquee', 'cache');

/**
 * Opens an edition: a folder, a zip, or the URL of a zip, which is downloaded into a cache. Close the source when done.
 * @throws {DatasetError} when the input is not an edition; it says what was found and what is allowed
 */
export async function openEdition(input: string, options: EditionOptions = {}): Promise<EditionSource> {
  const { small = false, signal, expectedSize, expectedSha256 } = options;
  signal?.throwIfAborted();
  const url = urlOf(input);
  if (url !== undefined) {
    const { path, invalidate } = await downloadEdition(url, { cacheDir: defaultCache, ...options });
    return await openDownload(path, { small, input: maskUrl(url), invalidate });
  }
  const found = await stat(input).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new DatasetError(`${input}: no such file or folder; ${allowed}`);
  });
  const isChecked = expectedSize !== undefined || expectedSha256 !== undefined;
  if (found.isDirectory()) {
    if (isChecked)
      throw new DatasetError(`${input} is a folder; a size or SHA-256 can be checked of a zip only`);
    return await openFolder(input, { small });
  }
  if (!found.isFile()) throw new DatasetError(`${input} is neither a file nor a folder; ${allowed}`);
  rejectSingleCsv(input);
  await checkFile(input, { expectedSize, expectedSha256, signal });
  return await openZip(input, { small });
}

function urlOf(input: string): URL | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(input)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (url !== undefined && (scheme === 'http' || scheme === 'https')) return url;
  // The rest of the URL is left out: it may contain a password.
  throw new DatasetError(
    url === undefined
      ? `The URL given (${scheme}://…) cannot be read; ${allowed}`
      : `${maskUrl(url)}: ${scheme} is not supported; ${allowed}`,
  );
}

/** When a download turns out to be damaged, at once or while it is read, the next run downloads it again. */
async function openDownload(
  path: string,
  { invalidate, ...options }: { small: boolean; input: string; invalidate: () => Promise<void> },
): Promise<EditionSource> {
  const watched = (file: EditionFile): EditionFile => ({
    ...file,
    open: async (onRead) => {
      const opened = await file.open(onRead);
      opened.stream.once('error', (error) => error instanceof DatasetError && invalidate().catch(() => {}));
      return opened;
    },
  });
  try {
    const source = await openZip(path, options);
    const files = new Map([...source.files].map(([name, file]) => [name, watched(file)]));
    return { ...source, files, movies: watched(source.movies), invalidate };
  } catch (error) {
    if (error instanceof DatasetError) await invalidate();
    throw error;
  }
}

/** The path of one CSV is a mistake for that of its folder. */
function rejectSingleCsv(path: string): void {
  const names = dataFiles.flatMap((file) => [file, nameOf(file, true)]);
  const name = basename(path).replace(/\.gz$/, '');
  if (!names.includes(name)) return;
  throw new DatasetError(
    `${path} is one file of an edition; give the folder that holds it: ${dirname(path)}`,
  );
}
