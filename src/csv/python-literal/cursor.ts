/** A literal that cannot be read: where (0-based offset in the text) and why. */
export class PythonLiteralError extends Error {
  override readonly name = 'PythonLiteralError';
  constructor(
    readonly reason: string,
    readonly position: number,
  ) {
    super(`${reason} at position ${position}`);
  }
}

const [tab, carriageReturn, space, hash, backslash] = [9, 13, 32, 35, 92];

/** White space, joined lines and comments, which Python allows between the parts of a literal. */
const spacePattern = /(?:[ \t\n\v\f\r]|\\\r?\n|#[^\n]*)*/y;

/** What a string has to stop at. */
const specialPattern = /[\\\n\r]/g;

/** A place in the text of a literal. */
export class Cursor {
  position = 0;
  private special = -1;
  constructor(readonly text: string) {}

  /** The character here; undefined at the end of the text. */
  get character(): string | undefined {
    return this.text[this.position];
  }

  fail(reason: string, position = this.position): never {
    throw new PythonLiteralError(reason, position);
  }

  describeHere(): string {
    return this.character === undefined ? 'end of text' : `'${this.character}'`;
  }

  skipSpace(): void {
    const code = this.text.charCodeAt(this.position);
    if (code === space || code === backslash || code === hash || (code >= tab && code <= carriageReturn)) {
      this.match(spacePattern);
    }
  }

  /** Goes over a bracket, comma or colon and the space behind it. */
  step(): void {
    this.position++;
    this.skipSpace();
  }

  /** Where the next backslash or line end is; looked for once, because most cells have none. */
  nextSpecial(): number {
    if (this.special < this.position) {
      specialPattern.lastIndex = this.position;
      this.special = specialPattern.exec(this.text)?.index ?? Number.POSITIVE_INFINITY;
    }
    return this.special;
  }

  /** Whether a sticky pattern matches here. */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    return pattern.test(this.text);
  }

  /** Goes over what a sticky pattern matches here; returns the matched text, which may be empty. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.position += found.length;
    return found;
  }
}
