import { NdjsonFile } from '../hydration/json-lines.js';
import type { Entity } from '../model/entity.js';
import { EntityCounts } from './entity-counts.js';
import type { MovieCopies } from './movie-copies.js';
import type { SpellingBook } from './spelling-book.js';

/**
 * Writes the documents of one kind of entity by ascending id: all that have a name, which is all that some
 * movie refers to. Answers how many.
 */
export function writeEntities(
  path: string,
  book: SpellingBook<number>,
  counts: EntityCounts,
  more: (entity: number) => object = () => ({}),
): number {
  const file = new NdjsonFile(path);
  const sorted = entitiesById(book);
  for (const entity of sorted) {
    const spellings = book.namesOf(entity);
    const document: Entity = {
      id: book.keys.keyAt(entity),
      name: spellings[0] as string,
      spellings,
      ...counts.of(entity),
      ...more(entity),
    };
    file.write(document);
  }
  file.close();
  return sorted.length;
}

/** Counts the movies of the entities that movies_metadata.csv itself refers to. */
export function countReferences(
  copies: MovieCopies,
  kind: 'genres' | 'companies' | 'collection',
): EntityCounts {
  const counts = new EntityCounts(copies);
  for (const copy of copies.kept()) {
    copies.eachEntityOf(copy, kind, (entity) => counts.add(entity, copy));
  }
  return counts;
}

function entitiesById(book: SpellingBook<number>): Uint32Array {
  const named = new Uint32Array(book.keys.size);
  let count = 0;
  for (let entity = 0; entity < book.keys.size; entity++) {
    if (book.nameOf(entity) !== undefined) named[count++] = entity;
  }
  return named.subarray(0, count).sort((a, b) => book.keys.keyAt(a) - book.keys.keyAt(b));
}
