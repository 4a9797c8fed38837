import type { Person } from '../model/entity.js';
import { CountedEntity, EntityIndex, type Release } from './entity-index.js';
import type { ReportedCredits } from './to-credits.js';

class CountedPerson extends CountedEntity {
  gender: Person['gender'] = null;
  castMovies = 0;
  crewMovies = 0;

  override toDocument(id: number): Person {
    const { gender, castMovies, crewMovies } = this;
    return Object.assign(super.toDocument(id), { gender, castMovies, crewMovies });
  }
}

/** The people of all casts and crews. */
export class PeopleIndex {
  readonly #people = new EntityIndex((name) => new CountedPerson(name));

  /** Counts the names of a cast and a crew, of each person one in the cast and one in the crew (rule 9). */
  add({ cast, crew }: ReportedCredits): void {
    this.#people.add(eachOnce(cast));
    this.#people.add(eachOnce(crew));
  }

  /** Uncounts the names of a cast and a crew whose row is dropped. */
  remove({ cast, crew }: ReportedCredits): void {
    this.#people.remove(eachOnce(cast));
    this.#people.remove(eachOnce(crew));
  }

  resolve(): void {
    this.#people.resolve();
  }

  /**
   * Counts a movie for the people of its cast and crew, gives them their canonical names in place, and keeps the first
   * known gender of each.
   */
  count(movie: Release, { cast, crew }: ReportedCredits): void {
    const actors = this.#name(cast);
    const workers = this.#name(crew);
    if (movie.releaseYear !== null && movie.status === 'Released') {
      for (const person of actors) person.castMovies++;
      for (const person of workers) person.crewMovies++;
    }
    for (const person of new Set([...actors, ...workers])) person.count(movie);
  }

  /** Writes the documents by ascending id; returns their number. */
  write(path: string): number {
    return this.#people.write(path);
  }

  #name(entries: ReportedCredits['cast'] | ReportedCredits['crew']): Set<CountedPerson> {
    const people = new Set<CountedPerson>();
    for (const entry of entries) {
      const person = this.#people.get(entry.id);
      if (person === undefined) continue;
      entry.name = person.name;
      person.gender ??= entry.gender;
      people.add(person);
    }
    return people;
  }
}

/** Returns the first entry of each person. */
function eachOnce<T extends { id: number }>(entries: readonly T[]): T[] {
  const seen = new Set<number>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}
