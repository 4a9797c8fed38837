import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { type Outcome, type RunningMarquee, start } from './marquee.js';

/** Starts a verb in a pseudo-terminal of so many columns (`script` of util-linux); `out` is everything that was written to it. */
export function startInTerminal(
  columns: number,
  args: readonly string[],
  settings?: Record<string, string>,
): RunningMarquee {
  const cli = join(projectRoot, 'dist', 'src', 'cli.js');
  const command = [process.execPath, cli, ...args].map((word) => `'${word}'`).join(' ');
  return start('script', ['-qec', `stty cols ${columns} rows 40; exec ${command}`, '/dev/null'], settings);
}

/** Runs a verb in a pseudo-terminal to its end. */
export const inTerminal = (...args: Parameters<typeof startInTerminal>): Promise<Outcome> =>
  startInTerminal(...args).ended;

/** Returns the lines that a terminal shows in the end, those that have scrolled away included. */
export function screenOf(written: string, columns: number): string[] {
  const lines: string[][] = [[]];
  let [row, column] = [0, 0];
  const line = (): string[] => {
    while (lines.length <= row) lines.push([]);
    return lines[row] as string[];
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what a terminal obeys
  for (const [token, parameter = '', final] of written.matchAll(/\u001b\[([?\d;]*)([A-Za-z])|[\s\S]/gu)) {
    const count = Number(parameter) || 1;
    if (token === '\r') column = 0;
    else if (token === '\n') row++;
    else if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') row += count;
    else if (final === 'C') column += count;
    else if (final === 'G') column = count - 1;
    else if (final === 'K') {
      if (parameter === '2') line().length = 0;
      else if (parameter !== '1') line().length = Math.min(line().length, column);
    } else if (final === 'J') {
      line().length = Math.min(line().length, column);
      lines.length = row + 1;
    } else if (final === 'h' || final === 'l' || final === 'm') continue;
    else if (final !== undefined) throw new Error(`the test knows no ${JSON.stringify(token)}`);
    else {
      if (column >= columns) {
        row++;
        column = 0;
      }
      const cells = line();
      while (cells.length < column) cells.push(' ');
      cells[column++] = token;
    }
  }
  return lines.map((cells) => cells.join('').trimEnd());
}
