import { open } from 'node:fs/promises';
import type { EditionInput, TextOptions } from '../edition-source.js';
import { describeStart, isZipStart } from './describe-start.js';
import { storedOnDisk } from './stored-on-disk.js';
import { toInput } from './to-input.js';

/** Bytes by which the kind of a file is told. */
const startBytes = 512;

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
export const openFile = (
  path: string,
  { name, input = path, encoding }: { name: string; input?: string } & TextOptions,
): EditionInput => toInput({ input, path, encoding, holds: [name], open: () => storedOnDisk(path, input) });

async function readStart(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
