import { open } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.js';
import type { EditionInput, TextOptions } from '../edition-source.js';
import { BoundedReader } from './bounded-reader.js';
import { describeForeign, describeStart, isZipStart } from './describe-start.js';
import { isHidden } from './file-names.js';
import { readZipEntries } from './read-zip-entries.js';
import { storedEntry } from './stored-in-zip.js';
import { toInput } from './to-input.js';

/**
 * Opens the zip of an edition: its files, plain or packed with gzip, in any folder.
 * Nothing is unpacked to disk.
 * @param input - name of the zip in messages
 * @throws {DatasetError} when it is not a zip, truncated, damaged, encrypted, or a bomb
 */
export async function openZip(
  path: string,
  { input = path, encoding }: { input?: string } & TextOptions = {},
): Promise<EditionInput> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const reader = new BoundedReader(handle, size, path);
    await expectZip(reader, path);
    const entries = (await readZipEntries(reader, path)).filter(
      ({ name }) => !isHidden(name) && !name.endsWith('/'),
    );
    return toInput({
      input,
      path,
      encoding,
      holds: entries.map(({ name }) => name),
      open: (found) => {
        const entry = entries.find(({ name }) => name === found);
        if (entry === undefined) throw new RangeError(`${path} holds no ${found}`);
        return storedEntry(entry, path, (start, end) => reader.readRange(start, end));
      },
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
  if (isZipStart(start) && describeForeign(start, path) === undefined) return;
  throw new DatasetError(
    `${path} is not a zip but ${describeStart(start)}. Expected the zip of an edition, or the folder that holds its CSV files (.csv or .csv.gz)`,
  );
}
