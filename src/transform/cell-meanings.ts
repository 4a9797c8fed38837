import * as cells from '../csv/cells.js';
import { readCollection } from '../csv/references.js';
import type { SpellingBook } from './spelling-book.js';

/** What a cell of movies_metadata.csv says. */
export type CellMeaning<T> = {
  value: T;
  /** What stands in the document. */
  json: Uint8Array;
  isKnown: boolean;
  /** What the cell should hold and does not, which is an issue of the movie; else null. */
  issue: string | null;
};

/** How the cells of a column are read. */
export type ReadMeaning<T> = (cell: string) => CellMeaning<T>;

/** US dollars, null where they are not known, and whether that is because of their unit (rule 5). */
export const readAmount: ReadMeaning<{ amount: number | null; isSuspect: boolean }> = (cell) => {
  const { amount, isSuspect } = cells.readMoney(cell);
  const { value, json, isKnown, issue } = toMeaning(amount, 'money');
  return { value: { amount: value, isSuspect }, json, isKnown, issue };
};

export const readCount: ReadMeaning<number | null> = (cell) => toMeaning(cells.readCount(cell), 'number');
export const readScore: ReadMeaning<number | null> = (cell) => toMeaning(cells.readScore(cell), 'number');

/** Minutes; 0 is not known. */
export const readRuntime: ReadMeaning<number | null> = (cell) => {
  const minutes = cells.readScore(cell);
  return toMeaning(minutes === 0 ? null : minutes, 'number');
};

export const readBoolean: ReadMeaning<boolean | null> = (cell) =>
  toMeaning(cells.readBoolean(cell), 'boolean');
export const readWord: ReadMeaning<string | null> = (cell) => toMeaning(cells.readWord(cell), 'word');

/** The number of the spelling of the one reference that a cell holds, in the book of its kind; -1 without any. */
export const createCollectionReader =
  (book: SpellingBook<number>): ReadMeaning<number> =>
  (cell) => {
    const { references, problem } = readCollection(cell);
    const [collection] = references;
    const value = collection === undefined ? -1 : book.spellingOf(collection.id, collection.name);
    return { value, json: toJson(collection ?? null), isKnown: value !== -1, issue: problem };
  };

function toMeaning<T>(reading: cells.Reading<T>, kind: string): CellMeaning<T | null> {
  const value = reading ?? null;
  return { value, json: toJson(value), isKnown: value !== null, issue: reading === undefined ? kind : null };
}

const toJson = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
