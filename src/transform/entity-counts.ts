import type { Entity } from '../model/entity.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';

/** What is counted of an entity stands side by side, so that a look at one of millions meets one place in memory. */
const width = 6;
const [movies, firstYear, lastYear, undated, unreleased, lastCopy] = [0, 1, 2, 3, 4, 5];

/** Counts the movies of each entity of one kind (rule 11); entities are numbers of a spelling book. */
export class EntityCounts {
  private readonly numbers = new NumberList(Int32Array);

  constructor(private readonly copies: MovieCopies) {}

  /** Counts a movie for an entity, once however often it is called for the two in a row (rule 9). */
  add(entity: number, copy: number): void {
    const { numbers } = this;
    const at = width * entity;
    if (numbers.at(at + lastCopy) === copy + 1) return;
    numbers.set(at + lastCopy, copy + 1);
    const year = this.copies.yearOf(copy);
    const isReleased = this.copies.isReleased(copy);
    if (year === 0) numbers.increment(at + undated);
    if (!isReleased) numbers.increment(at + unreleased);
    if (year === 0 || !isReleased) return;
    numbers.increment(at + movies);
    const first = numbers.at(at + firstYear);
    if (first === 0 || year < first) numbers.set(at + firstYear, year);
    if (year > numbers.at(at + lastYear)) numbers.set(at + lastYear, year);
  }

  of(entity: number): Pick<Entity, 'movies' | 'firstYear' | 'lastYear' | 'undated' | 'unreleased'> {
    const at = width * entity;
    return {
      movies: this.numbers.at(at + movies),
      firstYear: this.numbers.at(at + firstYear) || null,
      lastYear: this.numbers.at(at + lastYear) || null,
      undated: this.numbers.at(at + undated),
      unreleased: this.numbers.at(at + unreleased),
    };
  }
}
