import { readEntities } from '../csv/references.js';
import type { EntityReference } from '../model/movie.js';
import type { MovieRecord } from '../sources/movie-record.js';
import { parseCredits, type ReportedCredits } from './to-credits.js';
import { type MetadataMovie, type MovieOptions, toMovie } from './to-movie.js';

/** A row of the file with the movies, as it waits in the spill file. */
export type MovieRow = {
  line: number;
  movie: MetadataMovie;
  issues: string[];
  /** Absent where another file holds them. */
  keywords?: EntityReference[];
  credits?: ReportedCredits;
};

/** Turns a record without a fault into a movie, with the keywords and credits that stand beside it. */
export function readRow(record: MovieRecord, line: number, options: MovieOptions = {}): MovieRow {
  const { movie, issues } = toMovie(record, options);
  const row: MovieRow = { line, movie, issues };
  if (record.keywords !== undefined) {
    const { references, problem } = readEntities(record.keywords);
    row.keywords = references;
    if (problem !== null) issues.push(`keywords: ${problem}`);
  }
  if (record.cast !== undefined || record.crew !== undefined) {
    const credits = parseCredits({ cast: record.cast ?? '', crew: record.crew ?? '' });
    row.credits = credits.value;
    issues.push(...credits.issues);
  }
  return row;
}
