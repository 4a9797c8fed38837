import { expect } from 'chai';
import fc from 'fast-check';
import { PythonLiteralError } from '../../../src/csv/python-literal/cursor.js';
import {
  type PythonValue,
  parsePythonLiteral,
} from '../../../src/csv/python-literal/parse-python-literal.js';

/** Dicts come without a prototype; a copy through JSON makes them comparable. */
const plain = (value: unknown): unknown =>
  value === undefined
    ? value
    : JSON.parse(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? `${v}n` : v)));

const read = (text: string): unknown => plain(parsePythonLiteral(text));

describe('parsePythonLiteral', () => {
  const values: [string, unknown][] = [
    [
      `[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': 'Comedy'}]`,
      [
        { id: 16, name: 'Animation' },
        { id: 35, name: 'Comedy' },
      ],
    ],
    [`{'name': "Kerri O'Kane", 'profile_path': None}`, { name: "Kerri O'Kane", profile_path: null }],
    [`'both \\' and "'`, `both ' and "`],
    [`"a \\"quoted\\" word"`, 'a "quoted" word'],
    [`'\\x41\\u00e9\\U0001F600\\101\\n\\t\\\\'`, 'Aé😀A\n\t\\'],
    [`'C\\q'`, 'C\\q'],
    [`'joined \\\nlines'`, 'joined lines'],
    [`'one' "two"`, 'onetwo'],
    [`r'\\d'`, '\\d'],
    [`u'text'`, 'text'],
    [`'''three "'" quotes\nand lines'''`, `three "'" quotes\nand lines`],
    ['[True, False, None]', [true, false, null]],
    ['[1, -2, 3.5, -.5, 1e3, 0x1F, 0o17, 0b11, 1_000]', [1, -2, 3.5, -0.5, 1000, 31, 15, 3, 1000]],
    ['12345678901234567890', '12345678901234567890n'],
    ['(1, 2)', [1, 2]],
    ['(1,)', [1]],
    ['(1)', 1],
    ['()', []],
    ['{1, 2}', [1, 2]],
    ['{}', {}],
    [' [ 1 , 2 , ] ', [1, 2]],
    ['[1, # one\n 2]', [1, 2]],
    ["{1: 'a', None: 'b'}", { '1': 'a', null: 'b' }],
  ];
  for (const [text, value] of values) {
    it(`reads ${JSON.stringify(text).slice(0, 60)}`, () => expect(read(text)).to.deep.equal(value));
  }

  it('keeps a key named __proto__ as a key', () => {
    const value = parsePythonLiteral(`{'__proto__': 1}`) as Record<string, PythonValue>;
    expect(Object.keys(value)).to.deep.equal(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  const faults: [string, string, number][] = [
    ['', 'unexpected end of text', 0],
    ['[1, 2', "expected ',' or ']', found end of text", 5],
    ["'abc", 'string without an end', 0],
    ["'a\nb'", 'line end inside a string', 2],
    ['[1,,2]', "unexpected ','", 3],
    ["{'a' 1}", "expected ',' or '}', found '1'", 5],
    ["{'a': 1, 'b'}", "expected ':', found '}'", 12],
    ['{[1]: 2}', 'a list, set or dict cannot be a key', 1],
    ["'\\x4'", "the escape \\x needs 2 hexadecimal digits, found '4''", 1],
    ["'\\U00110000'", 'the escape \\U00110000 is beyond the last character of Unicode', 1],
    ["'\\N{DASH}'", 'the escape \\N{name} is not supported', 1],
    ['007', 'an integer cannot start with 0', 0],
    ['1.2.3', "unexpected '.' in a number", 3],
    ['[1] 2', "unexpected '2' after the literal", 4],
    ['null', "'null' is not a literal", 0],
    ["__import__('os').system('id')", "'__import__' is not a literal", 0],
    ['[print(1)]', "'print' is not a literal", 1],
    ['[x for x in [1]]', "'x' is not a literal", 1],
    ['['.repeat(100_000), 'nested deeper than 200', 201],
    ['9'.repeat(5000), 'a number of more than 4300 digits', 0],
  ];
  for (const [text, reason, position] of faults) {
    it(`refuses ${JSON.stringify(text).slice(0, 40)}: ${reason}`, () => {
      expect(() => parsePythonLiteral(text))
        .to.throw(PythonLiteralError, `${reason} at position ${position}`)
        .that.includes({ reason, position });
    });
  }

  it('reads back whatever Python would have written, 5,000 times', () => {
    fc.assert(
      fc.property(pythonValue, fc.infiniteStream(fc.nat(3)), (value, choices) => {
        expect(plain(parsePythonLiteral(repr(value, choices)))).to.deep.equal(plain(value));
      }),
      { numRuns: 5000 },
    );
  }).timeout(60_000);

  it('ends on any text, with a value or with position and reason, 5,000 times', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`[](){}'",:\\#\n \tuUrRxN0189.eE+-_TrueNone`), maxLength: 60 }),
      fc.tuple(pythonValue, fc.nat(), fc.string({ maxLength: 3 })).map(([value, at, noise]) => {
        const text = repr(value, fc.sample(fc.infiniteStream(fc.nat(3)), 1)[0] as Iterator<number>);
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parsePythonLiteral(text);
        } catch (error) {
          expect(error).to.be.instanceOf(PythonLiteralError);
          expect((error as PythonLiteralError).position).to.be.within(0, text.length);
        }
      }),
      { numRuns: 5000 },
    );
  }).timeout(60_000);

  it('takes time in proportion to the text, whatever it holds', () => {
    const hostile = [
      (n: number) => `'''${'\n'.repeat(n)}'''`,
      (n: number) => `'${'\\n'.repeat(n)}'`,
      (n: number) => `"${"'".repeat(n)}"`,
      (n: number) => `[${'{1,'.repeat(50)}${' '.repeat(n)}`,
      (n: number) => `${"'a' ".repeat(n)}`,
      (n: number) => '1'.repeat(n),
      (n: number) => '{'.repeat(190) + '1'.repeat(n % 4000) + '}'.repeat(190),
    ];
    const started = Date.now();
    for (const make of hostile) {
      try {
        parsePythonLiteral(make(300_000));
      } catch (error) {
        expect(error).to.be.instanceOf(PythonLiteralError);
      }
    }
    // A quadratic reader needs minutes for these; the bound is generous so that a slow machine passes.
    expect(Date.now() - started).to.be.below(5_000);
  });
});

/** Values as the data set has them, and stranger ones. */
const pythonValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '\n', 'é', '😀', '\u00a0', '\x00') }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
})).value;

/** An independent writer of Python literals, with the choices that a writer has: quotes, escapes, spaces. */
function repr(value: unknown, choices: Iterator<number>): string {
  const choose = () => choices.next().value as number;
  const gap = () => ['', ' ', '\n ', '\t'][choose()] as string;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quote(value, choose);
  if (Array.isArray(value)) {
    return `[${gap()}${value.map((item) => repr(item, choices) + gap()).join(`,${gap()}`)}]`;
  }
  const entries = Object.entries(value as object).map(
    ([key, item]) => `${quote(key, choose)}${gap()}:${gap()}${repr(item, choices)}`,
  );
  return `{${gap()}${entries.join(`${gap()},${gap()}`)}${gap()}}`;
}

function quote(text: string, choose: () => number): string {
  const mark = choose() % 2 === 0 ? "'" : '"';
  const body = [...text].map((character) => {
    const code = character.codePointAt(0) as number;
    if (character === mark || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (choose() > 0) return character;
    if (code < 256) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 65536
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return mark + body.join('') + mark;
}
