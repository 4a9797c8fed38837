import { z } from 'zod';

/*
 * What a variable may hold. The error of each type completes the sentence "NAME is 'value': must be …".
 */

/** A number from `min` to `max`. */
export function numberFrom(min: number, max: number): z.ZodCoercedNumber {
  const allowed = `a number from ${min} to ${max}`;
  return z.coerce.number(allowed).min(min, allowed).max(max, allowed);
}

/** A whole number from `min` to `max`. */
export function wholeNumberFrom(min: number, max: number): z.ZodCoercedNumber {
  const allowed = `a whole number from ${min} to ${max}`;
  return z.coerce.number(allowed).int(allowed).min(min, allowed).max(max, allowed);
}

/** A TCP port; 0 lets the system choose one. */
export const port = (): z.ZodCoercedNumber => wholeNumberFrom(0, 65_535);

/** One of some words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, `one of ${words.map((word) => `'${word}'`).join(', ')}`);

/** A URL with one of some schemes. */
export const urlOf = (...schemes: readonly string[]): z.ZodURL =>
  z.url({
    protocol: new RegExp(`^(?:${schemes.join('|')})$`),
    error: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** Texts of one kind, separated by commas. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item));

/** Whether a host name leads to this machine alone. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
