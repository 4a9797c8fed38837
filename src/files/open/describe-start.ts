/** First bytes of files that are mistaken for a file or the zip of an edition; each character stands for a byte. */
const archives: Readonly<Record<string, string>> = {
  '\x1f\x8b': 'a gzip file (.gz, .tar.gz)',
  '7z\xbc\xaf\x27\x1c': 'a 7-Zip archive',
  'Rar!': 'a RAR archive',
  '\xfd7zXZ': 'an xz file',
  BZh: 'a bzip2 file',
  '(\xb5/\xfd': 'a Zstandard file',
  'PK\x07\x08': 'one part of a zip that was split',
  '\xd0\xcf\x11\xe0': 'a spreadsheet or document of an old office program (.xls)',
  '%PDF': 'a PDF document',
};

const [json, csv] = ['JSON', 'a CSV file'];

/** The first entry of the zip that a spreadsheet is: Office Open XML, OpenDocument. */
const spreadsheetEntry =
  /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|mimetypeapplication\/vnd\.oasis)/;

/** Where the name of an entry stands in a zip, from the start of its header. */
const entryName = 30;

const texts: readonly (readonly [start: RegExp, kind: string])[] = [
  [
    /^version https:\/\/git-lfs\.github\.com\//,
    'a Git LFS pointer, which stands for the file (git lfs pull fetches it)',
  ],
  [
    /^\s*<(?:!--|!doctype html|html|head|body|script|meta|title)/i,
    'a web page (HTML), perhaps one to sign in or of an error',
  ],
  [/^\s*<\?xml/i, 'an XML document'],
  [/^\s*[{[]/, json],
  [/^"?[\w ]+"?(?:[,;\t]"?[\w ]+"?)+\s/, csv],
];

/** Names the kind of a file by its first bytes, and shows them. */
export const describeStart = (start: Buffer): string =>
  show(kindOf(start) ?? 'a file of another kind', start);

/**
 * Names the kind of a file that is no text of an edition, by its first bytes, and shows them; undefined when it may be one,
 * or a zip that holds one.
 * @param name - tells whether it may be JSON
 */
export function describeForeign(start: Buffer, name: string): string | undefined {
  const kind = kindOf(start);
  if (kind === undefined || kind === csv || (kind === json && !/\.csv$/i.test(name))) return undefined;
  return show(kind, start);
}

function kindOf(start: Buffer): string | undefined {
  const text = start.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, '');
  if (isZipStart(start) && spreadsheetEntry.test(text.slice(entryName))) return 'a spreadsheet (.xlsx, .ods)';
  return (
    Object.entries(archives).find(([bytes]) => text.startsWith(bytes))?.[1] ??
    texts.find(([pattern]) => pattern.test(text))?.[1]
  );
}

const show = (kind: string, start: Buffer): string =>
  `${kind}, which begins with ${showBytes(start.toString('latin1', 0, 24))}`;

/** Bytes beyond printable ASCII are shown in hexadecimal, because they could control the terminal. */
const showBytes = (text: string): string =>
  `'${text.replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;

/** Whether these are the first bytes of a zip: those of an entry, or of the directory of a zip without any. */
export const isZipStart = (start: Buffer): boolean =>
  ['PK\x03\x04', 'PK\x05\x06'].includes(start.toString('latin1', 0, 4));

export const isGzipStart = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;
