import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.js';
import type { EditionInput } from '../edition-source.js';
import type { StoredFile } from './to-edition-file.js';
import { toInput } from './to-input.js';
import { unpack } from './unpack.js';

/** Bytes read from disk at a time. */
const highWaterMark = 256 * 1024;

/**
 * Opens the folder of an edition; each file is plain or packed with gzip (`NAME.gz`).
 * @throws {DatasetError} from `find`, when a file is empty, or exists both plain and packed
 */
export async function openFolder(folder: string): Promise<EditionInput> {
  const names = await readdir(folder);
  return toInput({
    input: folder,
    find: async (name) => {
      const found = [name, `${name}.gz`].filter((candidate) => names.includes(candidate));
      if (found.length > 1) {
        throw new DatasetError(
          `${folder} holds ${name} and ${name}.gz; which one counts cannot be told: leave one`,
        );
      }
      return found[0] === undefined ? undefined : await storedFile(folder, name, found[0]);
    },
    holds: names,
    close: async () => {},
  });
}

async function storedFile(folder: string, name: string, found: string): Promise<StoredFile> {
  const where = join(folder, found);
  const { size, ...stats } = await stat(where).then((s) => ({ size: s.size, isFile: s.isFile() }));
  if (!stats.isFile) throw new DatasetError(`${where} is not a file; expected the file ${name}`);
  const readBytes = () => createReadStream(where, { highWaterMark });
  if (found === name) return { name, where, size, read: readBytes };
  return {
    name,
    where,
    size: size === 0 ? 0 : undefined,
    read: () => unpack(readBytes(), { method: 'gzip', packedSize: size }, where),
  };
}
