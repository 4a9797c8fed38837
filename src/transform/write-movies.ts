import { setImmediate as pause } from 'node:timers/promises';
import { NdjsonFile } from '../hydration/ndjson-file.js';
import type { Conflict } from '../model/report.js';
import { compareCopies } from './build-report.js';
import { type CopyStore, parseFields } from './copy-store.js';
import type { MovieCopies } from './movie-copies.js';
import type { SideFiles } from './read-side-files.js';

/**
 * The second pass: the copies that stay, under the settled names, in the order of the file, each with what the
 * other files say of it.
 */
export async function writeMovies(
  path: string,
  copies: MovieCopies,
  store: CopyStore,
  sides: SideFiles,
  signal?: AbortSignal,
): Promise<void> {
  const movies = new NdjsonFile(path);
  let copy = 0;
  try {
    for (const fields of store.fields()) {
      if (copies.isKept(copy)) {
        movies.writeText('{');
        if (copies.isMisspelt(copy)) movies.writeText(renamed(fields, copies));
        else movies.writeBytes(fields);
        writeSides(movies, copy, copies, sides);
        movies.writeText('}\n');
      }
      // Nothing here waits for anything: without a pause no signal would be heard.
      if (++copy % 1024 === 0) await pause();
      signal?.throwIfAborted();
    }
  } finally {
    movies.close();
  }
}

function writeSides(movies: NdjsonFile, copy: number, copies: MovieCopies, sides: SideFiles): void {
  const movie = copies.movieOf(copy);
  const movieLensId = sides.links.movieLensIdOf(movie);
  const ratings = JSON.stringify(sides.ratings.of(movie));
  const keywords = JSON.stringify(sides.keywords.of(movie));
  movies.writeText(`,"movieLensId":${movieLensId},"ratings":${ratings},"keywords":${keywords},`);
  const credits = sides.credits.fieldsOf(movie);
  if (typeof credits === 'string') movies.writeText(credits);
  else movies.writeBytes(credits);
  const issues = [
    ...copies.issuesOf(copy),
    ...sides.keywords.issuesOf(movie),
    ...sides.credits.issuesOf(movie),
  ];
  movies.writeText(`,"issues":${JSON.stringify(issues)}`);
}

function renamed(fields: Buffer, copies: MovieCopies): string {
  const { issues: _, ...movie } = parseFields(fields, []);
  copies.applyNames({ ...movie, issues: [] });
  return JSON.stringify(movie).slice(1, -1);
}

/** What the copies that gave way said otherwise than those that stay, by movie in the order of the file. */
export function findConflicts(copies: MovieCopies, store: CopyStore): Conflict[] {
  const dropped: { movie: number; copy: number }[] = [];
  const firstCopies = new Map<number, number>();
  for (let copy = 0; copy < copies.length; copy++) {
    if (!copies.isKept(copy)) dropped.push({ movie: copies.movieOf(copy), copy });
  }
  for (const { movie, copy } of dropped) {
    const first = Math.min(copy, copies.keptOf(copy));
    firstCopies.set(movie, Math.min(first, firstCopies.get(movie) ?? first));
  }
  const place = ({ movie }: { movie: number }): number => firstCopies.get(movie) as number;
  const read = (copy: number) => ({ movie: store.read(copy, copies), line: copies.lineOf(copy) });
  return dropped
    .sort((a, b) => place(a) - place(b) || a.copy - b.copy)
    .map(({ copy }) => compareCopies(read(copies.keptOf(copy)), read(copy)))
    .filter((conflict) => conflict !== undefined);
}
