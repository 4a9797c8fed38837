import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Excluded } from '../questions/question.js';

/** The facts of a whole edition that answers need; they never change. */
export type Edition = {
  id: EditionId;
  /** When it first went live, ISO 8601; null when the loader could not record it, or it never did. */
  publishedAt: string | null;
  /** Documents by type. */
  documents: Readonly<Record<DocumentType, number>>;
  /** Shards that its movies are spread over. */
  shards: number;
  /** Movies by release year, whatever their status. */
  years: Readonly<Record<string, number>>;
  /** Of all its movies. */
  excluded: Excluded;
  /** Names by id, of the types that were asked for. */
  names: Partial<Readonly<Record<DocumentType, ReadonlyMap<number, string>>>>;
};

/**
 * Returns the entity that a bucket's key stands for.
 * @throws {RangeError} when it has no document in its edition, which the loader's checks rule out
 */
export function identify(
  edition: Edition,
  type: DocumentType,
  key: string | number,
): { id: number; name: string } {
  const id = Number(key);
  const name = edition.names[type]?.get(id);
  if (name === undefined) throw new RangeError(`${type} ${id} has no document in its edition`);
  return { id, name };
}

/** Sorts by name (by code points, the same everywhere), then by id. */
export const compareIdentities = (
  a: { id: number; name: string },
  b: { id: number; name: string },
): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id);
