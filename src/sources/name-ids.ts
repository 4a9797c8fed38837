import { hash } from 'node:crypto';

/** Ids of names begin here: no TMDB id comes near. */
export const firstNameId = 1e12;

/** Hexadecimal digits of 52 bits. */
const digits = 13;

/** Ids of names that were seen lately; most occur many times. */
const recent = new Map<string, number>();
const maxRecent = 100_000;

/** Trims a name and normalises it, so that it has one spelling. */
export const normaliseName = (name: string): string => name.trim().normalize('NFC');

/**
 * Returns the id of an entity that has only a name (rule 21): 10^12 + the first 52 bits of the SHA-256 of the name, so
 * the same name has the same id in every edition. Below 2^53: 13 to 16 digits.
 * @param name - normalised
 */
export function idOfName(name: string): number {
  const known = recent.get(name);
  if (known !== undefined) return known;
  const id = firstNameId + Number.parseInt(hash('sha256', name, 'hex').slice(0, digits), 16);
  if (recent.size >= maxRecent) recent.clear();
  recent.set(name, id);
  return id;
}
