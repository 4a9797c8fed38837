/**
 * Characters that change what a terminal shows instead of being shown: controls of C0 and C1 (escape sequences, line
 * ends), separators of lines, and marks that turn the direction of writing.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Characters of a value that a message shows. */
const maxShown = 80;

/** Returns a text of the data with what a terminal could obey spelled out, as `\x1b` or `\u202e`. */
const escapeControls = (text: string): string =>
  text.replace(unprintable, (character) => {
    const code = character.charCodeAt(0);
    const named = { 9: '\\t', 10: '\\n', 13: '\\r' }[code];
    if (named !== undefined) return named;
    const hex = code.toString(16);
    return code < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });

/** Returns a value of the data for a message: in quotes, its first characters only, harmless to a terminal. */
export const showCell = (cell: string): string =>
  `'${escapeControls(cell.slice(0, maxShown))}${cell.length > maxShown ? '…' : ''}'`;

/** Returns several lines of output, harmless to a terminal whatever data stands in them. */
export const printable = (lines: string): string => lines.split('\n').map(escapeControls).join('\n');
