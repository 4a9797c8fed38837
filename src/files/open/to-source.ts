import { basename } from 'node:path/posix';
import { type DataFile, dataFiles, moviesFile, nameOf, sampleFile } from '../data-file.js';
import { DatasetError } from '../dataset-error.js';
import type { EditionFile, EditionSource } from '../edition-source.js';
import { emptyFile, type StoredFile, toEditionFile } from './to-edition-file.js';
import { maxUnpackedBytes } from './unpack.js';

/** Names listed in the message about an input without movies_metadata.csv. */
const maxListed = 8;

/**
 * Makes a source of the data files of an input.
 * @param path - the folder or zip on this machine, when the input is something else
 * @param find - returns the stored file of that name (also packed with gzip), if it exists
 * @param holds - all names in the input
 * @throws {DatasetError} when there is no movies_metadata.csv, or a file is empty
 */
export async function toSource({
  input,
  path = input,
  small,
  find,
  holds,
  close,
}: {
  input: string;
  path?: string;
  small: boolean;
  find: (name: string) => StoredFile | undefined | Promise<StoredFile | undefined>;
  holds: readonly string[];
  close: () => Promise<void>;
}): Promise<EditionSource> {
  const files = new Map<DataFile, EditionFile>();
  const missing: string[] = [];
  for (const file of dataFiles) {
    const name = nameOf(file, small);
    const stored = await find(name);
    if (stored === undefined) missing.push(name);
    else if (stored.size === 0) throw emptyFile(stored.where);
    else files.set(file, toEditionFile(stored));
  }
  rejectTooLarge(input, files);
  const movies = files.get(moviesFile);
  if (movies === undefined) throw new DatasetError(`${input} holds no ${moviesFile}, ${whatElse(holds)}`);
  const isSample = holds.some((name) => basename(name) === sampleFile);
  return { input, files, movies, missing, isSample, local: { path, small }, close };
}

/** Checks the announced sizes; each file is checked against its own as it is read. */
function rejectTooLarge(input: string, files: ReadonlyMap<DataFile, EditionFile>): void {
  const total = [...files.values()].reduce((sum, { size = 0 }) => sum + size, 0);
  if (total <= maxUnpackedBytes) return;
  throw new DatasetError(
    `${input} holds ${total} bytes of CSV; allowed are ${maxUnpackedBytes}, the published edition has under 1 GB`,
  );
}

function whatElse(holds: readonly string[]): string {
  const must = 'which an edition must have';
  const names = holds.filter((name) => !name.startsWith('.'));
  if (names.length === 0) return `${must}: it is empty`;
  const listed = names.slice(0, maxListed).map((name) => JSON.stringify(name));
  const more = names.length > maxListed ? ` and ${names.length - maxListed} more` : '';
  const zip = names.find((name) => name.toLowerCase().endsWith('.zip'));
  const advice = zip === undefined ? '' : `. If ${JSON.stringify(zip)} is the edition, give its path`;
  return `${must}; it holds ${listed.join(', ')}${more}${advice}`;
}
