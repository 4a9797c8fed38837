import { z } from 'zod';

/** The building blocks of parameters. The message of each says what is allowed. */

/** A whole number in decimal digits; other spellings that JavaScript reads, such as `1e3` and `0x10`, are invalid. */
export function wholeNumber(minimum: number, maximum: number, allowed: string) {
  return z
    .string(allowed)
    .regex(/^\d{1,16}$/, allowed)
    .transform(Number)
    .pipe(z.number().int().min(minimum, allowed).max(maximum, allowed));
}

/** Comma-separated values, sorted and each once: `ids=33,3` and `ids=3,33,3` are the same request. */
export function list<T extends number | string>(
  one: RegExp,
  read: (text: string) => T,
  items: z.ZodType<T, T>,
  maximum: number,
  allowed: string,
) {
  return z
    .string(allowed)
    .max(20 * maximum, allowed)
    .refine((text) => text.split(',').every((part) => one.test(part)), allowed)
    .transform((text) => [...new Set(text.split(',').map(read))].sort(byValue))
    .pipe(z.array(items).min(1, allowed).max(maximum, allowed));
}

/** Numbers before words. */
const byValue = (a: number | string, b: number | string): number =>
  typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;

export type Kind = 'company' | 'genre' | 'collection' | 'movie' | 'person' | 'keyword';

/** One TMDB id. */
export const id = (kind: Kind) =>
  wholeNumber(1, Number.MAX_SAFE_INTEGER, `must be the TMDB id of a ${kind}, a positive integer`).describe(
    `TMDB id of the ${kind}`,
  );

/** Up to `maximum` TMDB ids. */
export const ids = (kind: Kind, maximum = 20) =>
  list(
    /^[1-9]\d{0,15}$/,
    Number,
    z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
    maximum,
    `must be up to ${maximum} TMDB ids of a ${kind}, separated by commas, such as 3,33`,
  );

export const year = (description: string) =>
  wholeNumber(1, 9999, 'must be a year from 1 to 9999').optional().describe(description);

/** The part of a zod check's payload that is read and written here. */
type Checked = { value: unknown; issues: { path?: PropertyKey[] | undefined }[] };

/**
 * Returns a check of several parameters together. An invalid parameter counts as not given, because it still is the text
 * that was sent.
 * @param check - is given the valid parameters, and refuses one with what is allowed
 */
export const together =
  <Parameters>(
    check: (given: Partial<Parameters>, refuse: (parameter: string, allowed: string) => void) => void,
  ) =>
  ({ value, issues }: Checked): void => {
    const all = value as Record<string, unknown>;
    const invalid = new Set(issues.map(({ path }) => path?.[0]));
    const valid = Object.entries(all).filter(([name]) => !invalid.has(name));
    check(Object.fromEntries(valid) as Partial<Parameters>, (parameter, message) => {
      const issue = { code: 'custom', input: all[parameter], path: [parameter], message };
      // The checks after this one are made as well.
      (issues as unknown[]).push({ ...issue, continue: true });
    });
  };
