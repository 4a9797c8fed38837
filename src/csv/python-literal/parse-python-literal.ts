import { Cursor } from './cursor.js';
import { readNumber } from './number.js';
import { readStrings, startsString } from './string.js';

export type PythonValue = string | number | bigint | boolean | null | PythonValue[] | PythonDict;

/** A dict, with its keys as text; without a prototype, so that a key such as `__proto__` is just a key. */
export type PythonDict = { [key: string]: PythonValue };

/** Deeper nesting is refused rather than risked on the call stack; the data set nests 2 deep. */
const maxDepth = 200;

const wordPattern = /[A-Za-z_]\w*/y;

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

/**
 * Reads a Python literal the way `ast.literal_eval` does: strings, numbers, `True`, `False`, `None`, lists,
 * tuples, sets (these three become arrays) and dicts. A recursive-descent parser in linear time: nothing is
 * evaluated and no quote is rewritten. Grammar: docs.python.org/3/reference/lexical_analysis.html#literals
 * @throws {PythonLiteralError} with position and reason
 */
export function parsePythonLiteral(text: string): PythonValue {
  const cursor = new Cursor(text);
  cursor.skipSpace();
  const value = readValue(cursor, 0);
  cursor.skipSpace();
  if (cursor.character !== undefined) cursor.fail(`unexpected ${cursor.describeHere()} after the literal`);
  return value;
}

function readValue(cursor: Cursor, depth: number): PythonValue {
  if (depth > maxDepth) cursor.fail(`nested deeper than ${maxDepth}`);
  const { character } = cursor;
  if (character === undefined) cursor.fail('unexpected end of text');
  if (character === '[') return readItems(cursor, ']', depth).items;
  if (character === '(') return readParenthesis(cursor, depth);
  if (character === '{') return readBraces(cursor, depth);
  if (character === "'" || character === '"') return readStrings(cursor);
  if ((character >= '0' && character <= '9') || '+-.'.includes(character)) return readNumber(cursor);
  return readWord(cursor);
}

/** Items up to the closing bracket, with an optional comma behind the last. */
function readItems(cursor: Cursor, close: string, depth: number, first?: PythonValue) {
  const items: PythonValue[] = [];
  let endsWithComma = false;
  if (first === undefined) {
    cursor.step();
  } else {
    items.push(first);
    endsWithComma = readSeparator(cursor, close);
  }
  while (cursor.character !== close) {
    items.push(readValue(cursor, depth + 1));
    endsWithComma = readSeparator(cursor, close);
  }
  cursor.position++;
  return { items, endsWithComma };
}

function readSeparator(cursor: Cursor, close: string): boolean {
  cursor.skipSpace();
  const isComma = cursor.character === ',';
  if (isComma) cursor.step();
  else if (cursor.character !== close) {
    cursor.fail(`expected ',' or '${close}', found ${cursor.describeHere()}`);
  }
  return isComma;
}

/** `(1, 2)` and `(1,)` are tuples, `()` is the empty one, `(1)` is just 1. */
function readParenthesis(cursor: Cursor, depth: number): PythonValue {
  const { items, endsWithComma } = readItems(cursor, ')', depth);
  const [only] = items;
  return items.length === 1 && only !== undefined && !endsWithComma ? only : items;
}

/** A dict, or a set when the first item has no colon behind it. */
function readBraces(cursor: Cursor, depth: number): PythonValue {
  cursor.step();
  const dict: PythonDict = Object.create(null);
  let isFirst = true;
  while (cursor.character !== '}') {
    const start = cursor.position;
    const key = readValue(cursor, depth + 1);
    cursor.skipSpace();
    if (cursor.character !== ':') {
      if (isFirst) return readItems(cursor, '}', depth, key).items;
      cursor.fail(`expected ':', found ${cursor.describeHere()}`);
    }
    if (typeof key === 'object' && key !== null) cursor.fail('a list, set or dict cannot be a key', start);
    cursor.step();
    dict[String(key)] = readValue(cursor, depth + 1);
    readSeparator(cursor, '}');
    isFirst = false;
  }
  cursor.position++;
  return dict;
}

function readWord(cursor: Cursor): PythonValue {
  if (startsString(cursor)) return readStrings(cursor);
  const start = cursor.position;
  const word = cursor.match(wordPattern);
  const constant = constants.get(word);
  if (constant !== undefined) return constant;
  if (word === '') cursor.fail(`unexpected ${cursor.describeHere()}`);
  cursor.fail(`'${word}' is not a literal`, start);
}
