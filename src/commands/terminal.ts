import { printable } from '../files/show-text.js';

/** Spaces that the further lines of a folded line have before them, besides those of the line itself. */
const hanging = 2;

/** Returns the columns of the terminal that standard output leads to; a pipe or file has no limit. */
export const terminalWidth = (): number =>
  process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;

/** Prints lines on standard output, harmless to a terminal and folded to its width. */
export const print = (lines: string): boolean =>
  process.stdout.write(fold(printable(lines), terminalWidth()));

/** Breaks lines at their spaces so that none is longer than a width; a word that is longer stays whole. */
export const fold = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => (line.length <= width ? line : foldLine(line, width)))
    .join('\n');

function foldLine(line: string, width: number): string {
  const indent = line.length - line.trimStart().length;
  const lines: string[] = [];
  let current = line.slice(0, indent);
  let isEmpty = true;
  for (const word of line.trim().split(' ')) {
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(indent + hanging);
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current].join('\n');
}
