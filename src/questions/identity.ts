import { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import type { DocumentType } from '../model/document-type.js';

/** A company, genre, collection or person as rows name it: TMDB id and canonical name (rule 9). */
export const identity = z.object({ id: z.number().int(), name: z.string() }).meta({ id: 'Identity' });
export type Identity = z.output<typeof identity>;

/**
 * The id and name behind a bucket's key.
 * @throws {RangeError} when the edition has no such document, which the checks of a load rule out
 */
export function identify(edition: Edition, type: DocumentType, key: string | number): Identity {
  const id = Number(key);
  const name = edition.names[type]?.get(id);
  if (name === undefined) throw new RangeError(`${type} ${id} has no document in its edition`);
  return { id, name };
}

/** By name, at a tie by id. Names are compared by code units, which gives the same order on every machine. */
export const compareIdentities = (a: Identity, b: Identity): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id;
