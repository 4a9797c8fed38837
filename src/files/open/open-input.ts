import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { basename as lastPart } from 'node:path/posix';
import { readDataFolder } from '../../config/embedded-config.js';
import { maskUrl } from '../../http/mask-url.js';
import { type Authenticity, readAuthenticity } from '../authenticity/authenticate.js';
import { DatasetError, InputNotFoundError } from '../dataset-error.js';
import { checkFile } from '../describe-file.js';
import { downloadEdition } from '../download/download-edition.js';
import type { EditionFile, EditionInput, InputOptions, TextOptions } from '../edition-source.js';
import { isDataFile, openFile } from './open-file.js';
import { openFolder } from './open-folder.js';
import { openZip } from './open-zip.js';

/** The kinds of input, for messages. */
const allowed =
  'expected the folder of an edition, its zip or single file, or the http(s) URL of the zip or single file';

/**
 * Opens an input: a folder, a zip, a single file, or the URL of a zip or file, which is downloaded into a cache. Close it
 * when done.
 * @throws {InputNotFoundError} when it is nothing of these, and {DatasetError} when it is damaged; they say what was found and
 *   what is allowed
 */
export async function openInput(input: string, options: InputOptions = {}): Promise<EditionInput> {
  const { signal, expectedSize, encoding } = options;
  signal?.throwIfAborted();
  const url = urlOf(input);
  const authenticity = await readAuthenticity(options.authenticity ?? {}, signal);
  if (url !== undefined) {
    const name = lastPart(url.pathname);
    const { path, invalidate } = await downloadEdition(url, {
      cacheDir: join(readDataFolder(), 'cache'),
      ...options,
      ...expectedDigest(name, options, authenticity),
      isSigned: authenticity.isSigned,
    });
    try {
      await authenticity.verifyFile(path, `${maskUrl(url)} (downloaded)`);
    } catch (error) {
      await invalidate();
      throw error;
    }
    return await openDownload(path, { name, input: maskUrl(url), encoding, invalidate });
  }
  const found = await stat(input).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new InputNotFoundError(`${input}: no such file or folder; ${allowed}`);
  });
  const isChecked = expectedSize !== undefined || options.expectedSha256 !== undefined;
  if (found.isDirectory()) {
    if (isChecked)
      throw new InputNotFoundError(
        `${input} is a folder; a size or SHA-256 can be checked of a zip or single file only`,
      );
    await authenticity.verifyFolder(input, signal);
    return await openFolder(input, { encoding });
  }
  if (!found.isFile()) throw new InputNotFoundError(`${input} is neither a file nor a folder; ${allowed}`);
  await checkFile(input, { expectedSize, ...expectedDigest(basename(input), options, authenticity), signal });
  await authenticity.verifyFile(input, input);
  return await openZipOrFile(input, { name: basename(input), input, encoding });
}

/**
 * Returns the SHA-256 that a zip or file must have, by the checksums and the option.
 * @throws {DatasetError} when these differ
 */
function expectedDigest(
  name: string,
  { expectedSha256: given }: InputOptions,
  authenticity: Authenticity,
): { expectedSha256?: string } {
  const listed = authenticity.sha256Of(name);
  if (listed !== undefined && given !== undefined && listed !== given.toLowerCase()) {
    throw new DatasetError(`The checksums say that ${name} has the SHA-256 ${listed}; ${given} was expected`);
  }
  const expectedSha256 = given ?? listed;
  return expectedSha256 === undefined ? {} : { expectedSha256 };
}

function urlOf(input: string): URL | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(input)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (url !== undefined && (scheme === 'http' || scheme === 'https')) return url;
  // The rest of the URL is left out: it may contain a password.
  throw new InputNotFoundError(
    url === undefined
      ? `The URL given (${scheme}://…) cannot be read; ${allowed}`
      : `${maskUrl(url)}: ${scheme} is not supported; ${allowed}`,
  );
}

type NamedInput = TextOptions & {
  /** Of a single file: the path of a download says nothing of it. */
  name: string;
  /** For messages. */
  input: string;
};

const openZipOrFile = async (path: string, named: NamedInput): Promise<EditionInput> =>
  (await isDataFile(path, named.name)) ? openFile(path, named) : await openZip(path, named);

/** When a download turns out to be damaged, at once or while it is read, the next run downloads it again. */
async function openDownload(
  path: string,
  { invalidate, ...named }: NamedInput & { invalidate: () => Promise<void> },
): Promise<EditionInput> {
  const watched = (file: EditionFile): EditionFile => ({
    ...file,
    open: async (onRead) => {
      const opened = await file.open(onRead);
      opened.stream.once('error', (error) => error instanceof DatasetError && invalidate().catch(() => {}));
      return opened;
    },
  });
  try {
    const source = await openZipOrFile(path, named);
    const find = async (name: string) => {
      const file = await source.find(name);
      return file && watched(file);
    };
    return { ...source, find, invalidate };
  } catch (error) {
    if (error instanceof DatasetError) await invalidate();
    throw error;
  }
}
