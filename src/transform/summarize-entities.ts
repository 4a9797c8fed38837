import type { Entity } from '../model/entity.js';
import type { EntityNames, MovieCopies } from './movie-copies.js';

/** The documents of the companies or genres, by ascending id, with the movies that count (rule 11). */
export function summarizeEntities(
  copies: MovieCopies,
  names: EntityNames,
  kind: 'genres' | 'companies',
): Entity[] {
  const entities = new Map<number | string, Entity>();
  for (const [id, spellings] of names[kind]) entities.set(id, createEntity(id as number, spellings));
  for (const copy of copies.kept()) {
    for (const id of copies.keysOf(copy, kind)) {
      const entity = entities.get(id);
      if (entity === undefined) throw new RangeError(`${kind}: id ${id} has no name`);
      const { releaseYear: year } = copy;
      const isReleased = copy.status === 'Released';
      if (year === null) entity.undated++;
      if (!isReleased) entity.unreleased++;
      if (year !== null && isReleased) {
        entity.movies++;
        entity.firstYear = Math.min(entity.firstYear ?? year, year);
        entity.lastYear = Math.max(entity.lastYear ?? year, year);
      }
    }
  }
  return [...entities.values()].sort((a, b) => a.id - b.id);
}

function createEntity(id: number, spellings: string[]): Entity {
  return {
    id,
    name: spellings[0] ?? '',
    spellings,
    movies: 0,
    firstYear: null,
    lastYear: null,
    undated: 0,
    unreleased: 0,
  };
}
