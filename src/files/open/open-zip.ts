import { open } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import { DatasetError } from '../dataset-error.js';
import type { EditionInput } from '../edition-source.js';
import { BoundedReader } from './bounded-reader.js';
import { describeStart, isZipStart } from './describe-start.js';
import { readZipEntries, type ZipEntry } from './read-zip-entries.js';
import type { StoredFile } from './to-edition-file.js';
import { toInput } from './to-input.js';
import { rejectBomb, unpack } from './unpack.js';

/** The two compression methods that are read, by their numbers in a zip. */
const methods: Partial<Record<number, 'stored' | 'deflate'>> = { 0: 'stored', 8: 'deflate' };

/**
 * Opens the zip of an edition: its files, plain or packed with gzip, in any folder.
 * Nothing is unpacked to disk.
 * @param input - name of the zip in messages
 * @throws {DatasetError} when it is not a zip, truncated, damaged, encrypted, or a bomb
 */
export async function openZip(
  path: string,
  { input = path }: { input?: string } = {},
): Promise<EditionInput> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const reader = new BoundedReader(handle, size, path);
    await expectZip(reader, path);
    const entries = (await readZipEntries(reader, path)).filter(({ name }) => !isResourceFork(name));
    return toInput({
      input,
      path,
      find: (name) => {
        const found = findOne(entries, name, path);
        return found && storedFile(found, name, reader, path);
      },
      holds: entries.map(({ name }) => name),
      close: () => handle.close(),
    });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function expectZip(reader: BoundedReader, path: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of reader.readRange(0, Math.min(512, reader.size))) chunks.push(chunk);
  const start = Buffer.concat(chunks);
  if (start.length === 0) throw new DatasetError(`${path} is empty; expected the zip of an edition`);
  if (isZipStart(start)) return;
  throw new DatasetError(
    `${path} is not a zip but ${describeStart(start)}. Expected the zip of an edition, or the folder that holds its CSV files (.csv or .csv.gz)`,
  );
}

/** macOS adds resource forks to a zip: `__MACOSX/._credits.csv`. */
const isResourceFork = (name: string): boolean => name.split('/').includes('__MACOSX');

function findOne(entries: readonly ZipEntry[], name: string, path: string): ZipEntry | undefined {
  const found = entries.filter(
    (entry) => [name, `${name}.gz`].includes(basename(entry.name)) && !entry.name.endsWith('/'),
  );
  if (found.length < 2) return found[0];
  const names = found.map((entry) => JSON.stringify(entry.name)).join(' and ');
  throw new DatasetError(`${path} holds ${name} more than once: ${names}; which one counts cannot be told`);
}

function storedFile(
  { name, entry, start }: ZipEntry,
  wanted: string,
  reader: BoundedReader,
  path: string,
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
  const read = () =>
    unpack(reader.readRange(start, start + packedSize), { method, packedSize, size, crc32 }, where);
  if (basename(name) === wanted) return { name: wanted, where, size, read };
  return {
    name: wanted,
    where,
    size: size === 0 ? 0 : undefined,
    read: () => unpack(read(), { method: 'gzip', packedSize: size }, where),
  };
}
