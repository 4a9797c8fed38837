import { type FileHandle, open } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.js';
import { BoundedReader } from './bounded-reader.js';
import { chooseFile, isHidden } from './file-names.js';
import { readZipEntries, type ZipEntry } from './read-zip-entries.js';
import type { StoredFile } from './stored-file.js';
import { rejectBomb, unpack } from './unpack.js';

/** The two compression methods that are read, by their numbers in a zip. */
const methods: Partial<Record<number, 'stored' | 'deflate'>> = { 0: 'stored', 8: 'deflate' };

/**
 * Returns the file of an entry of a zip.
 * @param readRange - reads the bytes of the zip from `start` to before `end`
 * @throws {DatasetError} when it is encrypted, packed by another method, or a bomb
 */
export function storedEntry(
  { name, entry, start }: ZipEntry,
  path: string,
  readRange: (start: number, end: number) => AsyncIterable<Buffer>,
): StoredFile {
  const where = `${path}: ${name}`;
  const method = methods[entry.compressionMethod];
  if (entry.isEncrypted()) {
    throw new DatasetError(
      `${where} is encrypted; expected a zip without a password: unpack it and give the folder`,
    );
  }
  if (method === undefined) {
    throw new DatasetError(
      `${where} is packed by method ${entry.compressionMethod}; only 0 (stored) and 8 (deflate) are read here: unpack it and give the folder`,
    );
  }
  const { compressedSize: packedSize, uncompressedSize: size, crc32 } = entry;
  rejectBomb(size, packedSize, where);
  const read = () => unpack(readRange(start, start + packedSize), { method, packedSize, size, crc32 }, where);
  return { where, size, read };
}

/**
 * Opens one file in a zip that holds it alone, such as `credits.csv.zip`; the zip is open only while the file is read.
 * @param name - of the file
 * @throws {DatasetError} when it holds no file of that name, and several others
 */
export async function openZipMember(path: string, name: string): Promise<StoredFile> {
  const handle = await open(path);
  try {
    const entries = await readEntries(handle, path);
    const names = entries.map((entry) => entry.name).filter((each) => !each.endsWith('/') && !isHidden(each));
    const found = chooseFile(names, name, path) ?? (names.length === 1 ? names[0] : undefined);
    const entry = entries.find((each) => each.name === found);
    if (entry === undefined) {
      const holds = names.slice(0, 5).map((each) => JSON.stringify(each));
      throw new DatasetError(`${path} holds no ${name}; it holds ${holds.join(', ') || 'nothing'}`);
    }
    return storedEntry(entry, path, (start, end) => readRangeOf(path, start, end));
  } finally {
    await handle.close();
  }
}

async function* readRangeOf(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    yield* new BoundedReader(handle, (await handle.stat()).size, path).readRange(start, end);
  } finally {
    await handle.close();
  }
}

async function readEntries(handle: FileHandle, path: string): Promise<ZipEntry[]> {
  const reader = new BoundedReader(handle, (await handle.stat()).size, path);
  return await readZipEntries(reader, path);
}
