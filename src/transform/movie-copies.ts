import { IdTable } from './key-table.js';
import type { MetadataMovie } from './metadata-movie.js';
import type { MovieFacts } from './movie-reader.js';
import { NumberList } from './number-list.js';
import { NumberTable } from './number-table.js';
import { createReferenceBooks } from './reference-books.js';
import { keyOf, type ReferenceKind, referenceKinds, referencesOf } from './references-of.js';
import type { SpellingBook } from './spelling-book.js';

const [released, suspectUnits, ambiguousDate] = [1, 2, 4];

const kinds = referenceKinds.length;

/** Columns of what is remembered as a number. */
const [movieAt, lineAt, votesAt, yearAt, bitsAt, knownAt, budgetAt, revenueAt] = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * What is remembered of each copy of a movie while its document waits on disk: enough to decide which copy
 * stays (rule 4), what its entities are called (rule 9), and what the report says. Copies are numbered in the
 * order of the file, movies in the order in which they are first met.
 */
export class MovieCopies {
  /** The movies by TMDB id. */
  readonly movies = new IdTable();
  readonly books = createReferenceBooks();
  private readonly table = new NumberTable(8);
  private readonly issues = new Map<number, readonly string[]>();
  /** Spellings of all references, and between which of them those of each copy and kind are. */
  private readonly spellings = new NumberList(Uint32Array);
  private readonly bounds = new NumberList(Uint32Array);
  /** The books in the order of `referenceKinds`. */
  private readonly bookList = referenceKinds.map((kind) => this.books[kind]) as SpellingBook<
    number | string
  >[];
  private keptInOrder: Uint32Array | undefined;
  /** Per movie the copy that stays. */
  private readonly keptCopies = new NumberList(Uint32Array);

  constructor() {
    this.bounds.push(0);
  }

  /** Copies met. */
  get length(): number {
    return this.table.length;
  }

  add(facts: MovieFacts, line: number): void {
    const { table } = this;
    const copy = table.add();
    const isNew = this.movies.find(facts.id) === -1;
    const movie = this.movies.add(facts.id);
    table.set(copy, movieAt, movie);
    table.set(copy, lineAt, line);
    table.set(copy, votesAt, facts.votes);
    table.set(copy, yearAt, facts.year);
    table.set(copy, bitsAt, bitsOf(facts));
    table.set(copy, knownAt, facts.known);
    table.set(copy, budgetAt, facts.budget);
    table.set(copy, revenueAt, facts.revenue);
    if (facts.issues.length > 0) this.issues.set(copy, facts.issues);
    for (const spellings of facts.references) {
      for (const spelling of spellings) this.spellings.push(spelling);
      this.bounds.push(this.spellings.length);
    }
    const isBetter = isNew || facts.votes >= table.at(this.keptCopies.at(movie), votesAt);
    if (isBetter) this.keptCopies.set(movie, copy);
  }

  /** The copies that stay, in the order of the file; once all are there. */
  kept(): Uint32Array {
    if (this.keptInOrder === undefined) {
      let count = 0;
      this.keptInOrder = new Uint32Array(this.movies.size);
      for (let copy = 0; copy < this.length; copy++) if (this.isKept(copy)) this.keptInOrder[count++] = copy;
    }
    return this.keptInOrder;
  }

  isKept = (copy: number): boolean => this.keptOf(copy) === copy;
  /** The copy that stays of the movie of a copy. */
  keptOf = (copy: number): number => this.keptCopies.at(this.movieOf(copy));
  movieOf = (copy: number): number => this.table.at(copy, movieAt);
  idOf = (copy: number): number => this.movies.keyAt(this.movieOf(copy));
  /** The fields that are known, a bit for each; see `bitOf`. */
  knownOf = (copy: number): number => this.table.at(copy, knownAt);
  lineOf = (copy: number): number => this.table.at(copy, lineAt);
  issuesOf = (copy: number): readonly string[] => this.issues.get(copy) ?? [];
  isReleased = (copy: number): boolean => (this.table.at(copy, bitsAt) & released) !== 0;
  hasFlag = (copy: number, flag: 'suspectUnits' | 'ambiguousDate'): boolean =>
    (this.table.at(copy, bitsAt) & (flag === 'suspectUnits' ? suspectUnits : ambiguousDate)) !== 0;
  /** 0 is not known. */
  yearOf = (copy: number): number => this.table.at(copy, yearAt);
  /** Not a number where it is not known. */
  budgetOf = (copy: number): number => this.table.at(copy, budgetAt);
  revenueOf = (copy: number): number => this.table.at(copy, revenueAt);

  /** Settles the names once all copies are there: only movies that stay have a say. */
  settleNames(): void {
    for (const copy of this.kept()) {
      let at = this.bounds.at(kinds * copy);
      for (let kind = 0; kind < kinds; kind++) {
        const book = this.bookOf(kind);
        for (const end = this.bounds.at(kinds * copy + kind + 1); at < end; at++)
          book.count(this.spellings.at(at));
      }
    }
    for (const kind of referenceKinds) this.books[kind].settle();
  }

  /** Whether a copy spells some name otherwise than it was settled. */
  isMisspelt(copy: number): boolean {
    let at = this.bounds.at(kinds * copy);
    for (let kind = 0; kind < kinds; kind++) {
      const book = this.bookOf(kind);
      for (const end = this.bounds.at(kinds * copy + kind + 1); at < end; at++) {
        if (!book.isSettled(this.spellings.at(at))) return true;
      }
    }
    return false;
  }

  /** Shows the entities a copy refers to, by their number in the book. */
  eachEntityOf(copy: number, kind: ReferenceKind, visit: (entity: number) => void): void {
    const place = kinds * copy + referenceKinds.indexOf(kind);
    const book = this.books[kind];
    const end = this.bounds.at(place + 1);
    for (let at = this.bounds.at(place); at < end; at++) visit(book.entityOf(this.spellings.at(at)));
  }

  /** Gives each reference of a movie its settled name, in place. */
  applyNames(movie: MetadataMovie): void {
    for (const kind of referenceKinds) {
      const book = this.books[kind] as SpellingBook<number | string>;
      for (const reference of referencesOf(movie, kind)) {
        reference.name = book.nameOfKey(keyOf(reference)) ?? reference.name;
      }
    }
  }

  private bookOf = (kind: number): SpellingBook<number | string> =>
    this.bookList[kind] as SpellingBook<number | string>;
}

function bitsOf({ isReleased, flags }: MovieFacts): number {
  let bits = isReleased ? released : 0;
  if (flags.includes('suspectUnits')) bits |= suspectUnits;
  if (flags.includes('ambiguousDate')) bits |= ambiguousDate;
  return bits;
}
