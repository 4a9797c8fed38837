import { coverageBits } from './coverage.js';
import { CodeTable, IdTable } from './key-table.js';
import { NumberList } from './number-list.js';
import { keyOf, type ReferenceKind, referenceKinds, referencesOf } from './references-of.js';
import { SpellingBook } from './spelling-book.js';
import type { MetadataMovie } from './to-movie.js';

const [released, suspectUnits, ambiguousDate] = [1, 2, 4];

/**
 * What is remembered of each copy of a movie while its document waits on disk: enough to decide which copy
 * stays (rule 4), what its entities are called (rule 9), and what the report says. Copies are numbered in the
 * order of the file, movies in the order in which they are first met.
 */
export class MovieCopies {
  /** The movies by TMDB id. */
  readonly movies = new IdTable();
  readonly books = {
    genres: new SpellingBook<number>(new IdTable()),
    companies: new SpellingBook<number>(new IdTable()),
    collection: new SpellingBook<number>(new IdTable()),
    countries: new SpellingBook<string>(new CodeTable()),
    languages: new SpellingBook<string>(new CodeTable()),
  };
  private readonly movieNumbers = new NumberList(Uint32Array);
  private readonly lines = new NumberList(Uint32Array);
  private readonly votes = new NumberList(Float64Array);
  private readonly years = new NumberList(Int32Array);
  private readonly bits = new NumberList(Uint8Array);
  private readonly coverage = new NumberList(Uint32Array);
  private readonly money = {
    budget: new NumberList(Float64Array),
    revenue: new NumberList(Float64Array),
    profit: new NumberList(Float64Array),
  };
  private readonly issues = new Map<number, string[]>();
  /** Spellings of all references, and where those of each copy and kind end. */
  private readonly spellings = new NumberList(Uint32Array);
  private readonly ends = new NumberList(Uint32Array);
  /** Per movie the copy that stays. */
  private readonly keptCopies = new NumberList(Uint32Array);

  /** Copies met. */
  get length(): number {
    return this.lines.length;
  }

  add(movie: MetadataMovie, line: number): void {
    const copy = this.lines.push(line);
    const isNew = this.movies.find(movie.id) === -1;
    const number = this.movies.add(movie.id);
    const votes = movie.voteCount ?? -1;
    this.movieNumbers.push(number);
    this.votes.push(votes);
    this.years.push(movie.releaseYear ?? 0);
    this.bits.push(bitsOf(movie));
    this.coverage.push(coverageBits(movie));
    for (const field of ['budget', 'revenue', 'profit'] as const) {
      this.money[field].push(movie[field] ?? Number.NaN);
    }
    if (movie.issues.length > 0) this.issues.set(copy, movie.issues);
    for (const kind of referenceKinds) {
      const book = this.books[kind] as SpellingBook<number | string>;
      for (const reference of referencesOf(movie, kind)) {
        this.spellings.push(book.spellingOf(keyOf(reference), reference.name));
      }
      this.ends.push(this.spellings.length);
    }
    if (isNew || votes >= this.votes.at(this.keptCopies.at(number))) this.keptCopies.set(number, copy);
  }

  /** The copies that stay, in the order of the file. */
  *kept(): Generator<number> {
    for (let copy = 0; copy < this.length; copy++) if (this.isKept(copy)) yield copy;
  }

  isKept = (copy: number): boolean => this.keptOf(copy) === copy;
  /** The copy that stays of the movie of a copy. */
  keptOf = (copy: number): number => this.keptCopies.at(this.movieOf(copy));
  movieOf = (copy: number): number => this.movieNumbers.at(copy);
  idOf = (copy: number): number => this.movies.keyAt(this.movieOf(copy));
  /** As `coverageBits` made them. */
  coverageOf = (copy: number): number => this.coverage.at(copy);
  lineOf = (copy: number): number => this.lines.at(copy);
  issuesOf = (copy: number): readonly string[] => this.issues.get(copy) ?? [];
  isReleased = (copy: number): boolean => (this.bits.at(copy) & released) !== 0;
  hasFlag = (copy: number, flag: 'suspectUnits' | 'ambiguousDate'): boolean =>
    (this.bits.at(copy) & (flag === 'suspectUnits' ? suspectUnits : ambiguousDate)) !== 0;
  /** 0 is not known. */
  yearOf = (copy: number): number => this.years.at(copy);
  /** Not a number where it is not known. */
  moneyOf = (copy: number, field: 'budget' | 'revenue' | 'profit'): number => this.money[field].at(copy);

  /** Settles the names once all copies are there: only movies that stay have a say. */
  settleNames(): void {
    for (const copy of this.kept()) {
      for (const kind of referenceKinds) {
        const end = this.endOf(copy, kind);
        for (let at = this.startOf(copy, kind); at < end; at++) this.books[kind].count(this.spellings.at(at));
      }
    }
    for (const kind of referenceKinds) this.books[kind].settle();
  }

  /** Whether a copy spells some name otherwise than it was settled. */
  isMisspelt(copy: number): boolean {
    for (const kind of referenceKinds) {
      const end = this.endOf(copy, kind);
      for (let at = this.startOf(copy, kind); at < end; at++) {
        if (!this.books[kind].isSettled(this.spellings.at(at))) return true;
      }
    }
    return false;
  }

  /** Shows the entities a copy refers to, by their number in the book. */
  eachEntityOf(copy: number, kind: ReferenceKind, visit: (entity: number) => void): void {
    const end = this.endOf(copy, kind);
    for (let at = this.startOf(copy, kind); at < end; at++) {
      visit(this.books[kind].entityOf(this.spellings.at(at)));
    }
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

  /** Where the spellings of a copy's references of one kind begin and end. */
  private startOf = (copy: number, kind: ReferenceKind): number =>
    copy === 0 && kind === referenceKinds[0] ? 0 : this.ends.at(placeOf(copy, kind) - 1);
  private endOf = (copy: number, kind: ReferenceKind): number => this.ends.at(placeOf(copy, kind));
}

const placeOf = (copy: number, kind: ReferenceKind): number =>
  referenceKinds.length * copy + referenceKinds.indexOf(kind);

function bitsOf({ status, flags }: MetadataMovie): number {
  let bits = status === 'Released' ? released : 0;
  if (flags.includes('suspectUnits')) bits |= suspectUnits;
  if (flags.includes('ambiguousDate')) bits |= ambiguousDate;
  return bits;
}
