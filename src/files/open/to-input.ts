import { basename } from 'node:path/posix';
import { DatasetError } from '../dataset-error.js';
import type { EditionFile, EditionInput, TextOptions } from '../edition-source.js';
import { sampleFile } from '../sample-file.js';
import { chooseFile, isHidden, plainName } from './file-names.js';
import type { StoredFile } from './stored-file.js';
import { toEditionFile } from './to-edition-file.js';
import { maxUnpackedBytes } from './unpack.js';
import { unwrap } from './unwrap.js';

/**
 * Makes an input of stored files.
 * @param path - the folder, zip or file on this machine, when the input is something else
 * @param holds - all names in the input
 * @param open - returns the stored file of one of these names
 */
export function toInput({
  input,
  path = input,
  holds,
  open,
  encoding,
  close = async () => {},
}: {
  input: string;
  path?: string;
  holds: readonly string[];
  open: (found: string) => StoredFile | Promise<StoredFile>;
  close?: () => Promise<void>;
} & TextOptions): EditionInput {
  const opened = new Map<string, EditionFile>();
  const names = holds.filter((name) => !isHidden(name)).map(plainName);
  return {
    input,
    path,
    names: [...new Set(names)].filter((name) => name !== sampleFile).sort(),
    holds,
    isSample: holds.some((name) => basename(name) === sampleFile),
    find: async (name) => {
      const earlier = opened.get(name);
      if (earlier !== undefined) return earlier;
      const found = chooseFile(holds, name, input);
      if (found === undefined) return undefined;
      const file = toEditionFile(await unwrap(await open(found), found, name), { name, found, encoding });
      opened.set(name, file);
      rejectTooLarge(input, opened.values());
      return file;
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
