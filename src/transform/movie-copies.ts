import type { Movie } from '../model/movie.js';
import { keyOf, type ReferenceKind, referenceKinds, referencesOf } from './references-of.js';
import { SpellingBook } from './spelling-book.js';

/** What is remembered of each copy of a movie while its document waits on disk. */
export type MovieCopy = Pick<
  Movie,
  'id' | 'status' | 'releaseYear' | 'budget' | 'revenue' | 'profit' | 'flags' | 'issues'
> & {
  line: number;
  /** The vote count, and -1 where it is not known. */
  votes: number;
  /** Numbers in the spelling book of each kind. */
  spellings: Record<ReferenceKind, number[]>;
};

/** The settled names of every entity, by kind and key: its spellings, the name first. */
export type EntityNames = Record<ReferenceKind, Map<number | string, string[]>>;

/** Decides which copy of each movie stays (rule 4), and how the entities it refers to are called (rule 9). */
export class MovieCopies {
  /** In the order of the file. */
  readonly all: MovieCopy[] = [];
  private readonly keptById = new Map<number, MovieCopy>();
  private readonly books = forEachKind(() => new SpellingBook());

  add(movie: Movie, line: number): void {
    const { id, status, releaseYear, budget, revenue, profit, flags, issues } = movie;
    const spellings = forEachKind((kind) =>
      referencesOf(movie, kind).map((reference) =>
        this.books[kind].numberOf(keyOf(reference), reference.name),
      ),
    );
    const votes = movie.voteCount ?? -1;
    const copy = { id, status, releaseYear, budget, revenue, profit, flags, issues, line, votes, spellings };
    this.all.push(copy);
    const rival = this.keptById.get(id);
    if (rival === undefined || votes >= rival.votes) this.keptById.set(id, copy);
  }

  isKept(copy: MovieCopy): boolean {
    return this.keptById.get(copy.id) === copy;
  }

  kept(): MovieCopy[] {
    return this.all.filter((copy) => this.isKept(copy));
  }

  /** Settles the names once all copies are there: only movies that stay have a say. */
  settleNames(): EntityNames {
    for (const copy of this.kept()) {
      for (const kind of referenceKinds) {
        for (const number of copy.spellings[kind]) this.books[kind].count(number);
      }
    }
    return forEachKind((kind) => this.books[kind].settle());
  }

  /** Whether a copy spells some name otherwise than it was settled. */
  isMisspelt(copy: MovieCopy): boolean {
    return referenceKinds.some((kind) =>
      copy.spellings[kind].some((number) => !this.books[kind].isSettled(number)),
    );
  }

  /** The ids (or codes) a copy refers to. */
  keysOf(copy: MovieCopy, kind: ReferenceKind): (number | string)[] {
    return copy.spellings[kind].map((number) => this.books[kind].keyOf(number));
  }
}

/** Gives each reference of a movie its settled name, in place. */
export function applyNames(movie: Movie, names: EntityNames): void {
  for (const kind of referenceKinds) {
    for (const reference of referencesOf(movie, kind)) {
      reference.name = names[kind].get(keyOf(reference))?.[0] ?? reference.name;
    }
  }
}

function forEachKind<T>(make: (kind: ReferenceKind) => T): Record<ReferenceKind, T> {
  return Object.fromEntries(referenceKinds.map((kind) => [kind, make(kind)])) as Record<ReferenceKind, T>;
}
