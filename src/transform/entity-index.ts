import { NdjsonFile } from '../hydration/json-lines.js';
import type { Entity } from '../model/entity.js';
import type { EntityReference, Movie } from '../model/movie.js';
import { CanonicalNames, Spellings } from './canonical-names.js';

/** The fields that decide whether a movie counts (rule 11). */
export type Release = Pick<Movie, 'releaseYear' | 'status'>;

/** An entity with its spellings, the number of its movies, and the years of the first and the last of them. */
export class CountedEntity extends Spellings {
  movies = 0;
  firstYear: number | null = null;
  lastYear: number | null = null;
  undated = 0;
  unreleased = 0;

  /** Counts a movie, or why it does not count. */
  count({ releaseYear, status }: Release): void {
    if (status !== 'Released') this.unreleased++;
    if (releaseYear === null) this.undated++;
    if (status !== 'Released' || releaseYear === null) return;
    this.movies++;
    this.firstYear = Math.min(this.firstYear ?? releaseYear, releaseYear);
    this.lastYear = Math.max(this.lastYear ?? releaseYear, releaseYear);
  }

  toDocument(id: number): Entity {
    const { name, others, movies, firstYear, lastYear, undated, unreleased } = this;
    const spellings = [name, ...(others?.keys() ?? [])];
    return { id, name, spellings, movies, firstYear, lastYear, undated, unreleased };
  }
}

/** The entities of one kind, by TMDB id. */
export class EntityIndex<E extends CountedEntity> extends CanonicalNames<EntityReference, number, E> {
  constructor(create: (name: string) => E) {
    super(({ id }) => id, create);
  }

  /** Counts a movie for its entities, and gives its references their canonical names in place. */
  count(movie: Release, references: Iterable<EntityReference>): void {
    for (const reference of references) {
      const entity = this.get(reference.id);
      if (entity === undefined) continue;
      reference.name = entity.name;
      entity.count(movie);
    }
  }

  /** Writes the documents by ascending id; returns their number. */
  write(path: string): number {
    const file = new NdjsonFile(path);
    const ids = Float64Array.from(this.keys()).sort();
    for (const id of ids) file.write(this.get(id)?.toDocument(id));
    file.close();
    return ids.length;
  }
}

export const createEntityIndex = (): EntityIndex<CountedEntity> =>
  new EntityIndex((name) => new CountedEntity(name));
