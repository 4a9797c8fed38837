/** What the data set's cells hold between brackets. Numbers are whole; floats have {@link pythonFloat}. */
export type PythonValue =
  | null
  | boolean
  | number
  | string
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };

/** Returns a text as Python's `repr()` writes it. */
export function reprText(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const escaped = text.replace(unprintable, (character) => short[character] ?? numbered(character));
  if (!text.includes("'")) return `'${escaped}'`;
  return text.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}

/** Returns a value as Python's `repr()` writes it: the literal that the data set's cells hold. */
export function pythonRepr(value: PythonValue): string {
  if (typeof value === 'string') return reprText(value);
  if (typeof value === 'number') return String(value);
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  let pairs = '';
  for (const [key, item] of Object.entries(value)) {
    pairs += `${pairs && ', '}${reprText(key)}: ${pythonRepr(item)}`;
  }
  return `{${pairs}}`;
}

/** Returns a float as Python writes it: `81.0`, `7.7`, and `9e-06` where JavaScript would still write `0.000009`. */
export function pythonFloat(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

const plain = /^[ !#-&(-[\]-~]*$/;
// Python escapes what `str.isprintable` rejects: control, format, unassigned, private, lone surrogates, and every space but ' '.
const unprintable = /[\\\p{C}\p{Z}]/gu;
const short: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  ' ': ' ',
};

function numbered(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
