import { setImmediate as pause } from 'node:timers/promises';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { Conflict } from '../model/report.js';
import { compareCopies } from './build-report.js';
import { type CopyStore, parseFields } from './copy-store.js';
import type { MovieCopies } from './movie-copies.js';
import type { SideFiles } from './read-side-files.js';

/** Of how many movies each field that comes from the files beside movies_metadata.csv is known. */
export type SideCoverage = Record<'movieLensId' | 'movieLens' | 'keywords' | 'cast' | 'directors', number>;

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
): Promise<SideCoverage> {
  const movies = new NdjsonFile(path);
  const coverage = { movieLensId: 0, movieLens: 0, keywords: 0, cast: 0, directors: 0 };
  let copy = 0;
  try {
    for (const fields of store.fields()) {
      if (copies.isKept(copy)) {
        if (copies.isMisspelt(copy)) movies.writeText(renamed(fields, copies));
        else movies.writeBytes(fields);
        writeSides(movies, copy, copies, sides, coverage);
      }
      // Nothing here waits for anything: without a pause no signal would be heard.
      if (++copy % 1024 === 0) await pause();
      signal?.throwIfAborted();
    }
  } finally {
    movies.close();
  }
  return coverage;
}

function writeSides(
  movies: NdjsonFile,
  copy: number,
  copies: MovieCopies,
  sides: SideFiles,
  coverage: SideCoverage,
): void {
  const movie = copies.movieOf(copy);
  const movieLensId = sides.links.movieLensIdOf(movie);
  const ratings = sides.ratings.of(movie);
  const keywords = sides.keywords.of(movie);
  const { cast, directors } = sides.credits.coverageOf(movie);
  if (movieLensId !== null) coverage.movieLensId++;
  if (ratings !== null) coverage.movieLens++;
  if (keywords.length > 0) coverage.keywords++;
  if (cast) coverage.cast++;
  if (directors) coverage.directors++;

  const words = keywords.length > 0 ? JSON.stringify(keywords) : '[]';
  const stars = ratings === null ? 'null' : JSON.stringify(ratings);
  const before = `,"movieLensId":${movieLensId},"movieLens":${stars},"keywords":${words},`;
  const after = `,"issues":${describeIssues(copy, movie, copies, sides)}}\n`;
  const credits = sides.credits.fieldsOf(movie);
  if (typeof credits === 'string') {
    movies.writeText(before + credits + after);
  } else {
    movies.writeText(before);
    movies.writeBytes(credits);
    movies.writeText(after);
  }
}

function describeIssues(copy: number, movie: number, copies: MovieCopies, sides: SideFiles): string {
  const [own, keywords, credits] = [
    copies.issuesOf(copy),
    sides.keywords.issuesOf(movie),
    sides.credits.issuesOf(movie),
  ];
  if (own.length + keywords.length + credits.length === 0) return '[]';
  return JSON.stringify([...own, ...keywords, ...credits]);
}

function renamed(fields: Buffer, copies: MovieCopies): string {
  const { issues: _, ...movie } = parseFields(fields, []);
  copies.applyNames({ ...movie, issues: [] });
  return JSON.stringify(movie).slice(0, -1);
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
