import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionInput } from '../edition-source.js';
import { storedOnDisk } from './stored-on-disk.js';
import { toInput } from './to-input.js';

/** Opens the folder of an edition; each file is plain, or packed with gzip or zip. */
export async function openFolder(folder: string): Promise<EditionInput> {
  return toInput({
    input: folder,
    holds: (await readdir(folder)).sort(),
    open: (found) => storedOnDisk(join(folder, found)),
  });
}
