import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { EditionInput } from '../edition-source.js';
import { describeStart, isZipStart } from './describe-start.js';
import { toInput } from './to-input.js';
import { unpack } from './unpack.js';

/** Bytes by which the kind of a file is told. */
const startBytes = 512;
/** Bytes read from disk at a time. */
const highWaterMark = 256 * 1024;

const dataName = /\.(?:csv|json|jsonl|ndjson)(?:\.gz)?$/i;

/**
 * Whether a file is a CSV or JSON file, plain or packed with gzip, by its name; or by its first bytes, where the name does
 * not tell, as that of a download. A zip never is.
 */
export async function isDataFile(path: string, name: string): Promise<boolean> {
  const start = await readStart(path);
  if (isZipStart(start)) return false;
  if (dataName.test(name)) return true;
  return !/\.zip$/i.test(name) && /^(?:a CSV file|JSON)/.test(describeStart(start));
}

/** Opens a single file as an edition that holds nothing else. */
export async function openFile(
  path: string,
  { name, input = path }: { name: string; input?: string },
): Promise<EditionInput> {
  const { size } = await stat(path);
  const isPacked = /\.gz$/i.test(name);
  const plainName = name.replace(/\.gz$/i, '');
  const readBytes = () => createReadStream(path, { highWaterMark });
  const file = isPacked
    ? {
        name: plainName,
        where: input,
        size: size === 0 ? 0 : undefined,
        read: () => unpack(readBytes(), { method: 'gzip', packedSize: size }, input),
      }
    : { name: plainName, where: input, size, read: readBytes };
  return toInput({
    input,
    path,
    find: (wanted) => (wanted === plainName ? file : undefined),
    holds: [name],
    close: async () => {},
  });
}

async function readStart(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
