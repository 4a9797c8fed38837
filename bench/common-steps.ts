import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeEdition } from '../sample/write-edition.js';
import { projectRoot } from '../src/config/project-root.js';
import { transformEdition } from '../src/transform/transform-edition.js';

/** Whether warm-ups and durations are short: all is measured, but roughly. */
export const isQuick = process.argv.includes('--quick');

/** What the benches are told: how large an edition, how often, and whether ten times as much comes after it. */
export function readOptions(usualRuns: number): { movies: number; runs: number; growth: boolean } {
  const { values } = parseArgs({
    options: {
      movies: { type: 'string', default: '45466' },
      runs: { type: 'string', default: String(usualRuns) },
      growth: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const [movies, runs] = [Number(values.movies), Number(values.runs)];
  if (!(movies >= 1 && runs >= 1)) throw new RangeError('--movies and --runs take a number from 1');
  return { movies, runs, growth: values.growth };
}

/** The folder of an invented edition, which is made once and kept. */
export async function prepareEdition(movies: number): Promise<string> {
  const full = join(projectRoot, '.marquee', 'bench', String(movies), 'full');
  if (!existsSync(join(full, 'movies_metadata.csv'))) {
    say(`making an edition of ${movies} movies in ${full}`);
    await writeEdition(full, { movies, seed: 1, ratings: 57 * movies });
  }
  return full;
}

/** The hydration files of an invented edition, which is made once and kept. */
export async function prepareHydration(movies: number): Promise<string> {
  const full = await prepareEdition(movies);
  const hydration = join(full, '..', 'hydration');
  await transformEdition({ input: full, out: hydration });
  return hydration;
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
