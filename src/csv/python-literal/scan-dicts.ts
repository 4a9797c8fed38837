import { Cursor } from './cursor.js';
import type { PythonValue } from './parse-python-literal.js';
import { readStrings } from './string.js';

const [space, doubleQuote, singleQuote] = [32, 34, 39];
const [comma, minus, zero, nine, colon, closingBracket] = [44, 45, 48, 57, 58, 93];
const [letterN, letterT, underscore, openingBrace, closingBrace] = [78, 84, 95, 123, 125];

/** Digits that every JavaScript number holds exactly. */
const maxDigits = 15;

/** What a string has to stop at. */
const specialPattern = /[\\\n\r]/g;

/**
 * Reads a list of flat dicts, or one dict, spelled as Python's `repr` spells it, which nearly all cells of the data set
 * are. Several times as fast as `parsePythonLiteral`, because it builds no dicts.
 * @returns for each dict the values of the given keys, `undefined` where it lacks one; or undefined for anything else
 * (nesting, floats, other spacing, an error), which is left to `parsePythonLiteral`.
 */
export function scanDicts(text: string, keys: readonly string[]): PythonValue[][] | undefined {
  let scanner = scanners.get(keys);
  if (scanner === undefined) {
    scanner = new DictScanner(keys);
    scanners.set(keys, scanner);
  }
  return scanner.read(text);
}

/** One for each list of keys, because the dicts of a column have their keys in the same order. */
const scanners = new WeakMap<readonly string[], DictScanner>();

class DictScanner {
  private text = '';
  private at = 0;
  private special = -1;
  /** The key that was last at each place of a dict, with its quotes, colon and space. */
  private readonly known: { opening: string; slot: number }[] = [];

  constructor(private readonly keys: readonly string[]) {}

  read(text: string): PythonValue[][] | undefined {
    this.text = text;
    this.at = 0;
    this.special = -1;
    if (text.charCodeAt(0) === openingBrace) {
      const dict = this.readDict();
      return dict !== undefined && this.at === text.length ? [dict] : undefined;
    }
    if (text === '[]') return [];
    if (text[0] !== '[') return undefined;
    this.at = 1;
    const dicts: PythonValue[][] = [];
    for (;;) {
      const dict = this.readDict();
      if (dict === undefined) return undefined;
      dicts.push(dict);
      const code = text.charCodeAt(this.at++);
      if (code === closingBracket) return this.at === text.length ? dicts : undefined;
      if (code !== comma || text.charCodeAt(this.at++) !== space) return undefined;
    }
  }

  private readDict(): PythonValue[] | undefined {
    const { text, keys } = this;
    if (text.charCodeAt(this.at) !== openingBrace) return undefined;
    this.at++;
    const values: PythonValue[] = new Array(keys.length);
    for (let place = 0; ; place++) {
      const slot = this.readKey(place);
      if (slot === undefined) return undefined;
      const value = this.readValue(slot >= 0);
      if (value === undefined) return undefined;
      if (slot >= 0) values[slot] = value;
      const code = text.charCodeAt(this.at++);
      if (code === closingBrace) return values;
      if (code !== comma || text.charCodeAt(this.at++) !== space) return undefined;
    }
  }

  /** The index of the key among the given ones, -1 for any other key; undefined when it is not a plain word. */
  private readKey(place: number): number | undefined {
    const known = this.known[place];
    if (known !== undefined && this.text.startsWith(known.opening, this.at)) {
      this.at += known.opening.length;
      return known.slot;
    }
    const start = this.at;
    const slot = this.readNewKey();
    if (slot !== undefined) this.known[place] = { opening: this.text.slice(start, this.at), slot };
    return slot;
  }

  private readNewKey(): number | undefined {
    const { text, keys } = this;
    if (text.charCodeAt(this.at) !== singleQuote) return undefined;
    const start = this.at + 1;
    let end = start;
    for (let code = text.charCodeAt(end); isWordCode(code); code = text.charCodeAt(end)) end++;
    if (
      text.charCodeAt(end) !== singleQuote ||
      text.charCodeAt(end + 1) !== colon ||
      text.charCodeAt(end + 2) !== space
    ) {
      return undefined;
    }
    this.at = end + 3;
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] as string;
      if (key.length === end - start && text.startsWith(key, start)) return slot;
    }
    return -1;
  }

  /** A value; null may stand for one that is not wanted. */
  private readValue(isWanted: boolean): PythonValue | undefined {
    const code = this.text.charCodeAt(this.at);
    if (code === singleQuote || code === doubleQuote) return this.readString(code, isWanted);
    if (code === minus || (code >= zero && code <= nine)) return this.readInteger();
    if (code === letterN) return this.readWord('None', null);
    if (code === letterT) return this.readWord('True', true);
    return this.readWord('False', false);
  }

  private readWord(word: string, value: boolean | null): boolean | null | undefined {
    if (!this.text.startsWith(word, this.at)) return undefined;
    this.at += word.length;
    return value;
  }

  private readString(close: number, isWanted: boolean): string | null | undefined {
    const { text } = this;
    const start = this.at + 1;
    const end = text.indexOf(close === singleQuote ? "'" : '"', start);
    if (end > this.nextSpecial(start)) {
      return text[this.special] === '\\' ? this.readEscapedString() : undefined;
    }
    if (end === -1) return undefined;
    this.at = end + 1;
    // Two quotes and a third: perhaps the start of a string in triple quotes.
    if (end === start && text.charCodeAt(this.at) === close) return undefined;
    return isWanted ? text.slice(start, end) : null;
  }

  /** Where the next backslash or line end is; looked for once, because most cells have none. */
  private nextSpecial(start: number): number {
    if (this.special < start) {
      specialPattern.lastIndex = start;
      this.special = specialPattern.exec(this.text)?.index ?? Number.POSITIVE_INFINITY;
    }
    return this.special;
  }

  private readEscapedString(): string | undefined {
    const cursor = new Cursor(this.text);
    cursor.position = this.at;
    try {
      const value = readStrings(cursor);
      this.at = cursor.position;
      return value;
    } catch {
      return undefined;
    }
  }

  private readInteger(): number | undefined {
    const { text } = this;
    const isNegative = text.charCodeAt(this.at) === minus;
    const start = isNegative ? this.at + 1 : this.at;
    let end = start;
    let value = 0;
    for (let code = text.charCodeAt(end); code >= zero && code <= nine; code = text.charCodeAt(end)) {
      value = value * 10 + code - zero;
      end++;
    }
    const hasLeadingZero = text.charCodeAt(start) === zero && end - start > 1;
    if (end === start || end - start > maxDigits || hasLeadingZero) return undefined;
    this.at = end;
    return isNegative ? -value : value;
  }
}

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  code === underscore ||
  (code >= zero && code <= nine) ||
  (code >= 65 && code <= 90);
