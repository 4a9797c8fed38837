import { CodeTable, IdTable } from './key-table.js';
import type { ReferenceKind } from './references-of.js';
import { SpellingBook } from './spelling-book.js';

/** The spellings of everything that movies refer to, a book for each kind. */
export type ReferenceBooks = ReturnType<typeof createReferenceBooks>;

export const createReferenceBooks = () => ({
  genres: new SpellingBook<number>(new IdTable()),
  companies: new SpellingBook<number>(new IdTable()),
  collection: new SpellingBook<number>(new IdTable()),
  countries: new SpellingBook<string>(new CodeTable()),
  languages: new SpellingBook<string>(new CodeTable()),
});

/** The book of a kind, for whoever treats all kinds alike. */
export const bookOf = (books: ReferenceBooks, kind: ReferenceKind): SpellingBook<number | string> =>
  books[kind] as SpellingBook<number | string>;
