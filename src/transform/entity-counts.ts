import type { Entity } from '../model/entity.js';
import type { MovieCopies } from './movie-copies.js';
import { NumberList } from './number-list.js';

/** Counts the movies of each entity of one kind (rule 11); entities are numbers of a spelling book. */
export class EntityCounts {
  private readonly movies = new NumberList(Uint32Array);
  private readonly firstYears = new NumberList(Int32Array);
  private readonly lastYears = new NumberList(Int32Array);
  private readonly undated = new NumberList(Uint32Array);
  private readonly unreleased = new NumberList(Uint32Array);

  constructor(private readonly copies: MovieCopies) {}

  /** Counts a movie for an entity; to be called once for each pair. */
  add(entity: number, copy: number): void {
    const year = this.copies.yearOf(copy);
    const isReleased = this.copies.isReleased(copy);
    if (year === 0) this.undated.increment(entity);
    if (!isReleased) this.unreleased.increment(entity);
    if (year === 0 || !isReleased) return;
    this.movies.increment(entity);
    const first = this.firstYears.at(entity);
    if (first === 0 || year < first) this.firstYears.set(entity, year);
    if (year > this.lastYears.at(entity)) this.lastYears.set(entity, year);
  }

  of(entity: number): Pick<Entity, 'movies' | 'firstYear' | 'lastYear' | 'undated' | 'unreleased'> {
    return {
      movies: this.movies.at(entity),
      firstYear: this.firstYears.at(entity) || null,
      lastYear: this.lastYears.at(entity) || null,
      undated: this.undated.at(entity),
      unreleased: this.unreleased.at(entity),
    };
  }
}
