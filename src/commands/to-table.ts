import { fold, terminalWidth } from './terminal.js';

/** A row of cells, or its heading. */
type Row = readonly string[];

/**
 * Returns rows as a text table, two spaces between columns: the first aligned left, the others right. Where it is wider
 * than the terminal the words of its heading stand one below the other, and where that is too wide each row is a list.
 * @param notes - texts that stand below the rows, of any number of lines
 * @param width - in columns; of the terminal by default
 */
export function toTable(
  [head = [], ...rows]: readonly Row[],
  notes: readonly (string | null | undefined)[] = [],
  width = terminalWidth(),
): string {
  const blocks =
    [[head], foldHead(head, rows)]
      .map((heading) => layOut(heading, rows))
      .find((lines) => lines.every((line) => line.length <= width)) ?? toLists(head, rows);
  const below = [...Array.from({ length: blocks.length - rows.length }, () => undefined), ...notes];
  return blocks
    .map((block, at) => {
      const note = below[at]?.replaceAll(/^/gm, '    ');
      return note === undefined ? `${block}\n` : `${block}\n${fold(note, width)}\n`;
    })
    .join('');
}

/** Returns a line for each row of the heading and of the table. */
function layOut(heading: readonly Row[], rows: readonly Row[]): string[] {
  const all = [...heading, ...rows];
  const widths = (rows[0] ?? heading[0] ?? []).map((_, at) =>
    Math.max(...all.map((row) => row[at]?.length ?? 0)),
  );
  return all.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    return `  ${cells.join('  ')}`;
  });
}

/** Puts the words of a heading that is wider than its column on lines of their own, the last one just above the column. */
function foldHead(head: Row, rows: readonly Row[]): Row[] {
  const words = head.map((cell, at) =>
    cell.length > Math.max(...rows.map((row) => row[at]?.length ?? 0)) ? cell.split(' ') : [cell],
  );
  const height = Math.max(...words.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    words.map((list) => list[line - (height - list.length)] ?? ''),
  );
}

/** Returns each row as its first cell, and below it a line for each other cell that is not empty. */
const toLists = (head: Row, rows: readonly Row[]): string[] =>
  rows.map(([first = '', ...others]) => {
    const lines = others.flatMap((cell, at) => (cell === '' ? [] : [`    ${head[at + 1]}: ${cell}`]));
    return [`  ${head[0] ? `${head[0]}: ` : ''}${first}`, ...lines].join('\n');
  });
