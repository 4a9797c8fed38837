import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from './dataset-error.js';

export const moviesFile = 'movies_metadata.csv';

/**
 * Finds movies_metadata.csv in the folder of an edition.
 * @throws {DatasetError} when there is no such folder, it is a file, or the CSV is missing or empty.
 */
export async function findMoviesFile(folder: string): Promise<string> {
  const found = await statOrUndefined(folder);
  if (found === undefined)
    throw new DatasetError(`${folder}: no such folder; expected one with ${moviesFile}`);
  if (!found.isDirectory()) {
    throw new DatasetError(`${folder} is a file; expected the folder that holds ${moviesFile}`);
  }
  const path = join(folder, moviesFile);
  const file = await statOrUndefined(path);
  if (!file?.isFile()) throw new DatasetError(`${folder} holds no ${moviesFile}, which an edition must have`);
  if (file.size === 0) throw new DatasetError(`${path} is empty; expected a header and one row per movie`);
  return path;
}

async function statOrUndefined(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
