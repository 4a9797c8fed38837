import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.js';
import type { StoredFile } from './stored-file.js';

/** Bytes read from disk at a time. */
const highWaterMark = 256 * 1024;

/**
 * Returns the file at a path.
 * @param where - for messages
 * @throws {DatasetError} when it is a folder, or another thing that is no file
 */
export async function storedOnDisk(path: string, where = path): Promise<StoredFile> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new DatasetError(`${where} is not a file; expected a file of that name`);
  return { where, path, size: stats.size, read: () => createReadStream(path, { highWaterMark }) };
}
