import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/root.js';
import { writeEdition } from '../src/sample/write-edition.js';
import { transformEdition } from '../src/transform/transform-edition.js';

/** The hydration files of an invented edition, which is made once and kept. */
export async function prepareHydration(movies: number): Promise<string> {
  const folder = join(projectRoot, '.marquee', 'bench', String(movies));
  const [full, hydration] = [join(folder, 'full'), join(folder, 'hydration')];
  if (!existsSync(join(full, 'movies_metadata.csv'))) {
    say(`making an edition of ${movies} movies in ${full}`);
    await writeEdition(full, { movies, seed: 1, ratings: 57 * movies });
  }
  await transformEdition({ input: full, out: hydration });
  return hydration;
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
