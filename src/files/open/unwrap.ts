import { DatasetError } from '../dataset-error.js';
import { describeForeign, isGzipStart, isZipStart } from './describe-start.js';
import type { StoredFile } from './stored-file.js';
import { openZipMember } from './stored-in-zip.js';
import { emptyFile } from './to-edition-file.js';
import { unpack } from './unpack.js';

/**
 * Looks at the first bytes of a file: what is packed with gzip or zip is unpacked as it is read, whatever its name says,
 * and what is no text is rejected.
 * @param found - its name as it lies in the input
 * @param name - its name without packing
 * @throws {DatasetError} saying what it is, when it is empty, a web page, a spreadsheet, a Git LFS pointer …
 */
export async function unwrap(stored: StoredFile, found: string, name: string): Promise<StoredFile> {
  const { where, path } = stored;
  const start = await readStart(stored);
  if (start.length === 0) throw emptyFile(where);
  if (/\.gz$/i.test(found) || isGzipStart(start)) return await unwrap(gunzip(stored), name, name);
  if (/\.zip$/i.test(found) && !isZipStart(start)) {
    throw new DatasetError(`${where} is not a zip. Copy or download it again`);
  }
  const foreign = describeForeign(start, name);
  if (foreign !== undefined) {
    throw new DatasetError(`${where} is ${foreign}. Expected ${name} as text: download or save it again`);
  }
  if (!isZipStart(start)) {
    expectLineFeeds(start, stored, name);
    return stored;
  }
  if (path === undefined) {
    throw new DatasetError(`${where} is a zip inside a zip: unpack the outer one and give the folder`);
  }
  return await unwrap(await openZipMember(path, name), name, name);
}

async function readStart({ read }: StoredFile): Promise<Buffer> {
  for await (const chunk of read()) return chunk;
  return Buffer.alloc(0);
}

const gunzip = ({ where, size = 0, read }: StoredFile): StoredFile => ({
  where,
  size: undefined,
  read: () => unpack(read(), { method: 'gzip', packedSize: size }, where),
});

const [lineFeed, carriageReturn] = [10, 13];

/** @throws {DatasetError} when the lines of a CSV file end in bare CR: it would be one endless line. */
function expectLineFeeds(start: Buffer, { where }: StoredFile, name: string): void {
  if (!/\.csv$/i.test(name) || start.includes(lineFeed)) return;
  const end = start.indexOf(carriageReturn);
  // A header without rows may end in CR as well; and the LF behind a last CR may be in the next chunk.
  if (end === -1 || end === start.length - 1) return;
  throw new DatasetError(
    `${where}: line 1: the lines end in bare CR, as programs for old Macs save them; expected LF or CR LF. ` +
      "Save it again, or convert it: tr '\\r' '\\n'",
  );
}
