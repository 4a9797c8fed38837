import type { Cursor } from './cursor.js';

const stringStartPattern = /(?:[uU]|[rR])?['"]/y;

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  // A backslash before a line end joins the lines.
  ['\n', ''],
  ['\r', ''],
]);

const hexEscapeLength: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

export const startsString = (cursor: Cursor): boolean => cursor.sees(stringStartPattern);

/** Reads one string, or several side by side, which Python joins. */
export function readStrings(cursor: Cursor): string {
  let value = readString(cursor);
  for (;;) {
    const end = cursor.position;
    cursor.skipSpace();
    if (!startsString(cursor)) {
      cursor.position = end;
      return value;
    }
    value += readString(cursor);
  }
}

function readString(cursor: Cursor): string {
  const start = cursor.position;
  const { isRaw, isTriple, close } = readOpening(cursor);
  let value = '';
  // The end is looked for again only once passed by an escape, which keeps the whole linear.
  let end = -1;
  for (;;) {
    if (end < cursor.position) end = cursor.text.indexOf(close, cursor.position);
    if (end === -1) cursor.fail('string without an end', start);
    const special = cursor.nextSpecial();
    if (end < special) {
      value += cursor.text.slice(cursor.position, end);
      cursor.position = end + close.length;
      return value;
    }
    value += cursor.text.slice(cursor.position, special);
    cursor.position = special;
    if (cursor.character === '\\') value += isRaw ? readRawEscape(cursor) : readEscape(cursor);
    else if (isTriple) value += cursor.text[cursor.position++];
    else cursor.fail('line end inside a string');
  }
}

function readOpening(cursor: Cursor) {
  const opening = cursor.match(stringStartPattern);
  const quote = opening.at(-1) as string;
  const isTriple = cursor.text.startsWith(quote + quote, cursor.position);
  if (isTriple) cursor.position += 2;
  return { isRaw: /^r/i.test(opening), isTriple, close: isTriple ? quote.repeat(3) : quote };
}

function readRawEscape(cursor: Cursor): string {
  const kept = cursor.text.slice(cursor.position, cursor.position + 2);
  cursor.position += kept.length;
  return kept;
}

function readEscape(cursor: Cursor): string {
  const start = cursor.position;
  const letter = cursor.text[start + 1];
  if (letter === undefined) cursor.fail('string without an end', start);
  const digits = hexEscapeLength.get(letter);
  if (digits !== undefined) return readHexEscape(cursor, letter, digits);
  const octal = /^[0-7]{1,3}/.exec(cursor.text.slice(start + 1, start + 4))?.[0];
  if (octal !== undefined) {
    cursor.position += 1 + octal.length;
    return String.fromCharCode(Number.parseInt(octal, 8));
  }
  if (letter === 'N') cursor.fail('the escape \\N{name} is not supported', start);
  cursor.position += cursor.text.startsWith('\\\r\n', start) ? 3 : 2;
  // Before a letter that means nothing, Python keeps the backslash.
  return simpleEscapes.get(letter) ?? `\\${letter}`;
}

function readHexEscape(cursor: Cursor, letter: string, digits: number): string {
  const start = cursor.position;
  const hex = cursor.text.slice(start + 2, start + 2 + digits);
  if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < digits) {
    cursor.fail(`the escape \\${letter} needs ${digits} hexadecimal digits, found '${hex}'`);
  }
  const code = Number.parseInt(hex, 16);
  if (code > 0x10ffff) cursor.fail(`the escape \\U${hex} is beyond the last character of Unicode`);
  cursor.position += 2 + digits;
  return String.fromCodePoint(code);
}
