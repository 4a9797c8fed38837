import { basename } from 'node:path/posix';
import { DatasetError } from '../dataset-error.js';

/** How files are packed, and how browsers name the second download of a file: `credits (1).csv`. */
const packing = /(\.(?:csv|jsonl?|ndjson))\.(?:gz|zip)$/i;
const copyNumber = / ?\(\d{1,2}\)(?=\.[^.]+$)/;

/** Returns the name that a file of an edition stands for: without its folder, `.gz` or `.zip`, and the number of a copy. */
export const plainName = (found: string): string =>
  basename(found).replace(packing, '$1').replace(copyNumber, '');

const isCopy = (found: string): boolean => copyNumber.test(basename(found).replace(packing, '$1'));

/** Whether a name belongs to a system, not to a person: `.DS_Store`, and macOS' resource forks in a zip. */
export const isHidden = (found: string): boolean =>
  basename(found).startsWith('.') || found.split('/').includes('__MACOSX');

/** Whether a file stands for a name that is not its own, but for packing: it is a copy, or in another case. */
export const isRenamed = (found: string, name: string): boolean =>
  basename(found).replace(packing, '$1') !== name;

/**
 * Chooses the file of a name, in upper or lower case, plain or packed. `NAME (1).csv` counts only where `NAME.csv` does
 * not exist.
 * @param input - for messages
 * @throws {DatasetError} when there are several
 */
export function chooseFile(holds: readonly string[], name: string, input: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = holds.filter((each) => !isHidden(each) && plainName(each).toLowerCase() === wanted);
  const originals = found.filter((each) => !isCopy(each));
  const candidates = originals.length > 0 ? originals : found;
  if (candidates.length < 2) return candidates[0];
  const listed = candidates.map((each) => JSON.stringify(each)).join(' and ');
  throw new DatasetError(
    `${input} holds ${name} more than once: ${listed}; which one counts cannot be told: leave one`,
  );
}
