import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionInput, TextOptions } from '../edition-source.js';
import { storedOnDisk } from './stored-on-disk.js';
import { toInput } from './to-input.js';

/** Opens the folder of an edition; each file is plain, or packed with gzip or zip. */
export async function openFolder(folder: string, { encoding }: TextOptions = {}): Promise<EditionInput> {
  const holds: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!(entry.isDirectory() && (await isOutput(join(folder, entry.name))))) holds.push(entry.name);
  }
  return toInput({
    input: folder,
    encoding,
    holds: holds.sort(),
    open: (found) => storedOnDisk(join(folder, found)),
  });
}

/** Whether a folder holds hydration files: what was made of the edition is no part of it. */
const isOutput = (folder: string): Promise<boolean> =>
  access(join(folder, 'manifest.json')).then(
    () => true,
    () => false,
  );
