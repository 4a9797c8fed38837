import { join } from 'node:path';
import { writeEdition } from '../../sample/write-edition.js';

/** The invented edition that is loaded where there is no other. */
const sample = { movies: 5000, seed: 1, ratings: 50_000 };

/** Writes the invented edition into a folder below another; returns its path. */
export async function makeSample(below: string, say: (text: string) => void): Promise<string> {
  const folder = join(below, 'sample');
  say(`making a sample edition of ${sample.movies.toLocaleString('en-US')} invented movies`);
  await writeEdition(folder, sample);
  return folder;
}
