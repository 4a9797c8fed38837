import type { Cursor } from './cursor.js';

const numberPattern =
  /[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)/y;

/** CPython's own limit for reading an integer from text (sys.set_int_max_str_digits). */
const maxDigits = 4300;

/** Reads an integer or float; integers beyond 2^53 become `bigint`. */
export function readNumber(cursor: Cursor): number | bigint {
  const start = cursor.position;
  const text = cursor.match(numberPattern).replaceAll('_', '');
  if (!/\d/.test(text)) cursor.fail(`expected a number, found '${text}'`, start);
  if (/[\w.]/.test(cursor.character ?? '')) cursor.fail(`unexpected ${cursor.describeHere()} in a number`);
  const sign = text.startsWith('-') ? -1 : 1;
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned.length > maxDigits) cursor.fail(`a number of more than ${maxDigits} digits`, start);
  if (!/^(?:\d+|0[xXoObB].*)$/.test(unsigned)) return sign * Number(unsigned);
  if (/^0+[1-9]/.test(unsigned)) cursor.fail('an integer cannot start with 0', start);
  const integer = BigInt(unsigned) * BigInt(sign);
  const isSafe = integer >= Number.MIN_SAFE_INTEGER && integer <= Number.MAX_SAFE_INTEGER;
  return isSafe ? Number(integer) : integer;
}
