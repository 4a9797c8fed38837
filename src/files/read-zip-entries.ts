import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  validateFileName,
  type ZipFile,
} from 'yauzl';
import type { BoundedReader } from './bounded-reader.js';
import { DatasetError } from './dataset-error.js';

/** An edition has seven files; a zip with many more is not one, and would take long to look through. */
const maxEntries = 1000;

/** What may stand behind the directory of a zip: its end, plain or zip64, or a digital signature. */
const endSignatures = [0x06054b50, 0x06064b50, 0x05054b50];

export type ZipEntry = {
  name: string;
  entry: Entry /** Where its bytes begin, still packed. */;
  start: number;
};

/**
 * The entries of a zip, each checked: its name stays inside a folder and is the same in the directory and in
 * front of the bytes, and the bytes are within the file.
 * @throws {DatasetError} naming the zip and the entry.
 */
export async function readZipEntries(reader: BoundedReader, path: string): Promise<ZipEntry[]> {
  const zip = await fromRandomAccessReaderPromise(reader, reader.size, {
    autoClose: false,
    // Names come as bytes, so that a bad one can be told from other damage and be named.
    decodeStrings: false,
  }).catch((error: Error) => {
    throw isWithoutEnd(error) ? truncated(path) : damaged(path, error);
  });
  // What yauzl finds after an error that has been thrown already.
  zip.on('error', () => {});
  if (zip.entryCount > maxEntries) {
    throw new DatasetError(
      `${path} says that it holds ${zip.entryCount} files; an edition has seven, and up to ${maxEntries} are looked through`,
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
    `${path} holds the entry ${JSON.stringify(name)}, whose name leads out of the zip or has a backslash. ` +
      'Allowed are relative names with forward slashes: do not trust this zip, or pack it anew',
  );
}

/** Where the bytes of an entry begin; the name in front of them must be that of the directory. */
async function locate(zip: ZipFile, entry: Entry, name: string, path: string): Promise<number> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (header.fileName.equals(entry.fileNameRaw)) return header.fileDataStart;
  const other = JSON.stringify(header.fileName.toString());
  throw new DatasetError(
    `${path} is damaged: its directory says ${JSON.stringify(name)} where the file is called ${other}`,
  );
}

/** A directory that ends elsewhere than its number of entries says would hide a file. */
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

/** The only failure of opening that means a missing end; yauzl has no codes, so it is told by the place it looks for. */
const isWithoutEnd = (error: Error): boolean =>
  error.message.startsWith('End of central directory record signature not found');

const truncated = (path: string): DatasetError =>
  new DatasetError(
    `${path} is truncated: it begins like a zip, but its directory, which stands at the end, is missing. ` +
      'The download or copy was cut short: download it again',
  );

const damaged = (path: string, error: Error): Error =>
  error instanceof DatasetError || (error as NodeJS.ErrnoException).syscall !== undefined
    ? error
    : new DatasetError(
        `${path} is a damaged zip, or of a kind that is not read here (${error.message}). Copy or download it again`,
        {
          cause: error,
        },
      );
