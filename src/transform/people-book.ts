import type { Person } from '../model/entity.js';
import { EntityCounts } from './entity-counts.js';
import { IdTable } from './key-table.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';
import { SpellingBook } from './spelling-book.js';
import { writeEntities } from './write-entities.js';

type Entry = { id: number; name: string; gender: number };

const genders = [null, 'woman', 'man', 'nonBinary'] as const;

/** An appearance is a number: the spelling times 16, the gender times 4, and these two. */
const [isCrew, isCounted] = [2, 1];

/**
 * Everybody of every cast and crew. Each appearance is one number of 4 bytes until it is known which rows stay;
 * the full edition has a million.
 */
export class PeopleBook {
  readonly book = new SpellingBook<number>(new IdTable());
  private readonly appearances = new NumberList(Uint32Array);
  /** Where the appearances of each movie's row begin and end. */
  private readonly starts = new NumberList(Uint32Array);
  private readonly ends = new NumberList(Uint32Array);
  /** Per person the last cell that named them: who is named twice in a cell counts once (rule 9). */
  private readonly cells = new NumberList(Uint32Array);
  private cell = 0;
  private readonly genders = new NumberList(Uint8Array);
  private readonly castMovies = new NumberList(Uint32Array);
  private readonly crewMovies = new NumberList(Uint32Array);

  /** Takes in a row of credits.csv; a later one of the same movie takes its place. */
  add(movie: number, cast: readonly Entry[], crew: readonly Entry[]): void {
    this.starts.set(movie, this.appearances.length);
    this.addCell(cast, 0);
    this.addCell(crew, isCrew);
    this.ends.set(movie, this.appearances.length);
  }

  private addCell(entries: readonly Entry[], role: number): void {
    this.cell++;
    for (const { id, name, gender } of entries) {
      const spelling = this.book.spellingOf(id, name);
      const person = this.book.entityOf(spelling);
      const counted = this.cells.at(person) === this.cell ? 0 : isCounted;
      this.cells.set(person, this.cell);
      this.appearances.push(spelling * 16 + gender * 4 + role + counted);
    }
  }

  /** Settles names (rule 9), genders (the first noted) and counts, from the movies that stay. */
  settle(copies: MovieCopies): void {
    for (const copy of copies.kept()) {
      const counts = copies.isReleased(copy) && copies.yearOf(copy) !== 0;
      const movie = copies.movieOf(copy);
      for (let at = this.starts.at(movie); at < this.ends.at(movie); at++) {
        const appearance = this.appearances.at(at);
        const person = this.book.entityOf(appearance >>> 4);
        const gender = (appearance >>> 2) & 3;
        if (this.genders.at(person) === 0) this.genders.set(person, gender);
        if ((appearance & isCounted) === 0) continue;
        this.book.count(appearance >>> 4);
        if (counts) (appearance & isCrew ? this.crewMovies : this.castMovies).increment(person);
      }
    }
    this.book.settle();
  }

  /** Whether somebody of a movie's row is spelled otherwise than was settled. */
  isMisspelt(movie: number): boolean {
    for (let at = this.starts.at(movie); at < this.ends.at(movie); at++) {
      if (!this.book.isSettled(this.appearances.at(at) >>> 4)) return true;
    }
    return false;
  }

  /** Writes the documents of all people; answers how many. */
  write(path: string, copies: MovieCopies): number {
    return writeEntities(
      path,
      this.book,
      this.countMovies(copies),
      (person): Pick<Person, 'gender' | 'castMovies' | 'crewMovies'> => ({
        gender: genders[this.genders.at(person)] ?? null,
        castMovies: this.castMovies.at(person),
        crewMovies: this.crewMovies.at(person),
      }),
    );
  }

  /** A movie counts once for whoever is in its cast and its crew. */
  private countMovies(copies: MovieCopies): EntityCounts {
    const counts = new EntityCounts(copies);
    for (const copy of copies.kept()) {
      const movie = copies.movieOf(copy);
      for (let at = this.starts.at(movie); at < this.ends.at(movie); at++) {
        counts.add(this.book.entityOf(this.appearances.at(at) >>> 4), copy);
      }
    }
    return counts;
  }
}
