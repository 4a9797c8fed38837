/*
 * How names with dotted initials and numbers with thousands are cut into words: the same patterns as the character
 * filters in mappings/, so that a query has the words of the index.
 */

/** The dot or asterisk after a single letter that another follows: `E.T.`, `J. K. Simmons`, `M*A*S*H`. */
export const initials =
  /(?<![\p{L}\p{N}])(\p{L})[.*](?=\p{L}(?:[.*]|(?![\p{L}\p{N}])))|(?<![\p{L}\p{N}])(\p{L})\.\s+(?=\p{L}(?:\.|$))/gu;

/** The comma between thousands: `20,000`. */
export const thousands = /(?<=\p{N}),(?=\p{N}{3}(?!\p{N}))/gu;

/** Returns a text in which initials are one word, and numbers too. */
export const joinInitials = (text: string): string =>
  text.replaceAll(initials, '$1$2').replaceAll(thousands, '');

/** Whether a text has initials or numbers that `joinInitials` joins: it is then no beginning of a longer word. */
export const hasInitials = (text: string): boolean => joinInitials(text) !== text;
