import type { MovieFlag } from './movie.js';
import type { SourceFile } from './source-file.js';

/**
 * What the transform did: `report.json`. Depends on the input alone, so the same input gives the same report.
 * What is not said to be of another file speaks of movies_metadata.csv.
 */
export type Report = {
  /** Movies written: distinct ids of rows that were not rejected. */
  movies: number;
  companies: number;
  genres: number;
  people: number;
  keywords: number;
  collections: number;
  /** Rows of the file below its header, as the CSV reader met them. */
  rows: number;
  /** Rows in `rejected.ndjson`. */
  rejected: number;
  /** Copies of a movie that gave way to another of the same id (rule 4). */
  duplicates: number;
  /** Records joined from two rows (rule 2). */
  repaired: number;
  /** Movies whose release year is not known. */
  undated: number;
  /** Movies whose status is not `Released`; one that is undated as well counts in both. */
  unreleased: number;
  /** Movies per flag. */
  flags: Record<MovieFlag, number>;
  /** Cells of written movies that could not be read, by `column: kind`. */
  issues: Record<string, IssueCount>;
  /** Duplicates that differed from the copy that stayed. */
  conflicts: Conflict[];
  /** For each field of the movie document that may be missing, of how many movies it is known. */
  coverage: Record<string, number>;
  /** Movies by release year; the undated are in none. */
  years: Record<string, number>;
  /** Sums over all written movies, for whoever checks a load. */
  totals: Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }>;
  /** The other files, by name; one that the edition lacks is absent. */
  files: Record<string, FileReport>;
  /** What became of the rows of links.csv that were not rejected or duplicates; `null` without the file. */
  links: LinksReport | null;
  /** What became of the rows of ratings.csv that were not rejected; `null` without the file. */
  ratings: RatingsReport | null;
  inputs: SourceFile[];
  /** Data files that the edition did not have: `ratings.csv`. Their part of the documents is empty. */
  missing: string[];
};

export type FileReport = {
  /** Rows below the header. */
  rows: number;
  /** Its rows in `rejected.ndjson`. */
  rejected: number;
  /** Rows that gave way to a later one of the same id. */
  duplicates: { identical: number; conflicting: number };
  /** Rows that were read and yet refer to no movie of the edition. */
  orphans: number;
  /** Cells of rows in use that could not be read, by `column: kind`. */
  issues: Record<string, IssueCount>;
  /** The conflicting duplicates. */
  conflicts: { id: number; keptLine: number; droppedLine: number }[];
};

/** The parts add up to the whole. */
export type LinksReport = {
  /** Links that tie a movie of the edition to MovieLens. */
  joined: number;
  withoutTmdbId: number;
  /** Links that are ambiguous:  another claims the same tmdbId (rule 10). */
  ambiguous: number;
  /** Links whose tmdbId is no movie of the edition. */
  orphans: number;
};

/** The parts add up to the whole. */
export type RatingsReport = {
  /** Ratings that count for a movie. */
  joined: number;
  /** Ratings of a MovieLens id that has no link. */
  unlinked: number;
  /** Ratings whose link has no tmdbId. */
  withoutTmdbId: number;
  /** Ratings whose link is ambiguous. */
  ambiguous: number;
  /** Ratings whose link leads to no movie of the edition. */
  orphans: number;
};

export type IssueCount = { count: number; examples: { id: number; line: number }[] };

export type Conflict = {
  id: number;
  keptLine: number;
  droppedLine: number;
  /** Fields in which the dropped copy differs, with both values. */
  differences: Record<string, { kept: unknown; dropped: unknown }>;
};
