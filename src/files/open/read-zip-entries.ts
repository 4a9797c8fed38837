import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  validateFileName,
  type ZipFile,
} from 'yauzl';
import { DatasetError } from '../dataset-error.js';
import type { BoundedReader } from './bounded-reader.js';

/** An edition has seven files; a zip with many more is not one, and would take long to search. */
const maxEntries = 1000;

/** What may follow the directory of a zip: its end, plain or zip64, or a digital signature. */
const endSignatures = [0x06054b50, 0x06064b50, 0x05054b50];

export type ZipEntry = {
  name: string;
  entry: Entry;
  /** Offset of its packed bytes. */
  start: number;
};

/**
 * Returns the entries of a zip, each checked: its name stays inside a folder and is the same in the directory and in the
 * entry's header, and its bytes are within the file. Only the directory is read by yauzl: it checks no CRC, and the bounds
 * against zip bombs must count the inflated bytes.
 * @throws {DatasetError} naming the zip and the entry
 */
export async function readZipEntries(reader: BoundedReader, path: string): Promise<ZipEntry[]> {
  const zip = await fromRandomAccessReaderPromise(reader, reader.size, {
    autoClose: false,
    // Names come as bytes, so that a message can tell a bad name from other damage.
    decodeStrings: false,
  }).catch((error: Error) => {
    throw isWithoutEnd(error) ? truncated(path) : damaged(path, error);
  });
  // yauzl may emit further errors after one that was thrown already.
  zip.on('error', () => {});
  if (zip.entryCount > maxEntries) {
    throw new DatasetError(
      `${path} says that it holds ${zip.entryCount} files; an edition has seven, and up to ${maxEntries} are searched`,
    );
  }
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry, path);
      entries.push({ name, entry, start: await locate(zip, entry, name, path) });
    }
    await expectEnd(zip, reader, path);
  } catch (error) {
    throw damaged(path, error as Error);
  }
  return entries;
}

function nameOf(entry: Entry, path: string): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  if (validateFileName(name) === null) return name;
  throw new DatasetError(
    `${path} holds the entry ${JSON.stringify(name)}, whose name leads out of the zip or contains a backslash. ` +
      'Allowed are relative names with forward slashes: do not trust this zip, or create it again',
  );
}

/** Returns the offset of an entry's bytes; the name in its header must be that of the directory. */
async function locate(zip: ZipFile, entry: Entry, name: string, path: string): Promise<number> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (header.fileName.equals(entry.fileNameRaw)) return header.fileDataStart;
  const other = JSON.stringify(header.fileName.toString());
  throw new DatasetError(
    `${path} is damaged: its directory says ${JSON.stringify(name)} where the file is called ${other}`,
  );
}

/** A directory with more entries than it announces would hide a file. */
async function expectEnd(zip: ZipFile, reader: BoundedReader, path: string): Promise<void> {
  const signature = Buffer.alloc(4);
  // The types of yauzl 3.4 call this number a boolean.
  const position = Number(zip.readEntryCursor);
  await new Promise<void>((resolve, reject) => {
    reader.read(signature, 0, 4, position, (error) => (error ? reject(error) : resolve()));
  });
  if (endSignatures.includes(signature.readUInt32LE(0))) return;
  throw new DatasetError(
    `${path} is damaged: its directory does not end after the ${zip.entryCount} entries announced. Copy or download it again`,
  );
}

/** The one failure that means a missing end; yauzl has no error codes, so it is recognised by its message. */
const isWithoutEnd = (error: Error): boolean =>
  error.message.startsWith('End of central directory record signature not found');

const truncated = (path: string): DatasetError =>
  new DatasetError(
    `${path} is truncated: it begins like a zip, but its directory, which is at the end, is missing. ` +
      'The download or copy was cut short: download it again',
  );

const damaged = (path: string, error: Error): Error =>
  error instanceof DatasetError || (error as NodeJS.ErrnoException).syscall !== undefined
    ? error
    : new DatasetError(
        `${path} is a damaged zip, or of an unsupported kind (${error.message}). Copy or download it again`,
        {
          cause: error,
        },
      );
