/** First bytes of files that are mistaken for the zip of an edition; each character stands for a byte. */
const archives: Readonly<Record<string, string>> = {
  '\x1f\x8b': 'a gzip file (.gz, .tar.gz)',
  '7z\xbc\xaf\x27\x1c': 'a 7-Zip archive',
  'Rar!': 'a RAR archive',
  '\xfd7zXZ': 'an xz file',
  BZh: 'a bzip2 file',
  '(\xb5/\xfd': 'a Zstandard file',
  'PK\x07\x08': 'one part of a zip that was split',
};

const texts: readonly (readonly [start: RegExp, kind: string])[] = [
  [/^\s*<(?:!doctype html|html|head|body)/i, 'a web page (HTML), perhaps one to sign in or of an error'],
  [/^\s*<\?xml/i, 'an XML document'],
  [/^\s*[{[]/, 'JSON'],
  [/^(?:\xef\xbb\xbf)?"?[\w ]+"?(?:[,;\t]"?[\w ]+"?)+\s/, 'a CSV file'],
];

/** Names the kind of a file by its first bytes, and shows them. */
export function describeStart(start: Buffer): string {
  const text = start.toString('latin1');
  const kind =
    Object.entries(archives).find(([bytes]) => text.startsWith(bytes))?.[1] ??
    texts.find(([pattern]) => pattern.test(text))?.[1] ??
    'a file of another kind';
  return `${kind}, which begins with ${showBytes(text.slice(0, 24))}`;
}

/** Bytes beyond printable ASCII are shown in hexadecimal, because they could control the terminal. */
const showBytes = (text: string): string =>
  `'${text.replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;

/** Whether these are the first bytes of a zip: those of an entry, or of the directory of a zip without any. */
export const isZipStart = (start: Buffer): boolean =>
  ['PK\x03\x04', 'PK\x05\x06'].includes(start.toString('latin1', 0, 4));
