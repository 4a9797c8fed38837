import { basename } from 'node:path/posix';
import { DatasetError } from '../dataset-error.js';
import type { EditionFile, EditionInput } from '../edition-source.js';
import { sampleFile } from '../sample-file.js';
import { emptyFile, type StoredFile, toEditionFile } from './to-edition-file.js';
import { maxUnpackedBytes } from './unpack.js';

/**
 * Makes an input of stored files.
 * @param path - the folder, zip or file on this machine, when the input is something else
 * @param find - returns the stored file of that name (also packed with gzip), if it exists
 * @param holds - all names in the input
 */
export function toInput({
  input,
  path = input,
  find,
  holds,
  close,
}: {
  input: string;
  path?: string;
  find: (name: string) => StoredFile | undefined | Promise<StoredFile | undefined>;
  holds: readonly string[];
  close: () => Promise<void>;
}): EditionInput {
  const found = new Map<string, EditionFile>();
  const names = holds
    .filter((name) => !name.endsWith('/'))
    .map((name) => basename(name).replace(/\.gz$/i, ''))
    .filter((name) => !name.startsWith('.') && name !== sampleFile);
  return {
    input,
    path,
    names: [...new Set(names)].sort(),
    holds,
    isSample: holds.some((name) => basename(name) === sampleFile),
    find: async (name) => {
      const earlier = found.get(name);
      if (earlier !== undefined) return earlier;
      const stored = await find(name);
      if (stored === undefined) return undefined;
      if (stored.size === 0) throw emptyFile(stored.where);
      found.set(name, toEditionFile(stored));
      rejectTooLarge(input, found.values());
      return found.get(name);
    },
    close,
  };
}

/** Checks the announced sizes; each file is checked against its own as it is read. */
function rejectTooLarge(input: string, files: Iterable<EditionFile>): void {
  const total = [...files].reduce((sum, { size = 0 }) => sum + size, 0);
  if (total <= maxUnpackedBytes) return;
  throw new DatasetError(
    `${input} holds ${total} bytes of data; allowed are ${maxUnpackedBytes}, the published edition has under 1 GB`,
  );
}
