import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Excluded } from '../questions/question.js';

/** What holds for a whole edition; it never changes. */
export type Edition = {
  id: EditionId;
  /** When it first went live, ISO 8601; null when the loader did not get to note it. */
  publishedAt: string | null;
  /** How many documents of each type it has. */
  documents: Readonly<Record<DocumentType, number>>;
  /** Over how many shards its movies are spread. */
  shards: number;
  /** How many movies each release year has, whatever their status. */
  years: Readonly<Record<string, number>>;
  /** Over all of its movies. */
  excluded: Excluded;
  /** Name by id, of the types that the question at hand asked for. */
  names: Partial<Readonly<Record<DocumentType, ReadonlyMap<number, string>>>>;
};

/**
 * The id and name behind a bucket's key.
 * @throws {RangeError} when it has no document in its edition, which the loader's checks rule out.
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

/** By name, and where several share one, by id. Names are compared as code points, the same everywhere. */
export const compareIdentities = (
  a: { id: number; name: string },
  b: { id: number; name: string },
): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id);
