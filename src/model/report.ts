import type { CorrectionsReport } from './correction.js';
import type { Movie, MovieFlag } from './movie.js';
import type { ShapeName } from './shape-name.js';
import type { SourceFile } from './source-file.js';
import type { RatingPrior } from './weighted-rating.js';

/**
 * The report of a transform: `report.json`. Depends on the input only, so the same input gives the same report. Counts
 * are of the file with the movies, unless they name another file.
 */
export type Report = {
  /** The shape in which the edition came. */
  shape: ShapeName;
  /** Fields of movies that are not in this edition, because its shape or its files lack them. */
  lacks: (keyof Movie)[];
  /** Name of the file with the movies. */
  moviesFile: string;
  /** Columns of that file, or keys of its objects, that are not read; absent without any. */
  ignored?: readonly string[];
  /** Movies written: distinct ids of rows that were not rejected. */
  movies: number;
  companies: number;
  genres: number;
  people: number;
  keywords: number;
  collections: number;
  /** Rows of the file below its header, as the CSV reader returned them. */
  rows: number;
  /** Rows in `rejected.ndjson`. */
  rejected: number;
  /** Copies of a movie that another copy with the same id replaced (rule 4). */
  duplicates: number;
  /** Records joined from two rows (rule 2). */
  repaired: number;
  /** Movies whose release year is unknown. */
  undated: number;
  /** Movies whose status is not `Released`; one that is undated as well counts in both. */
  unreleased: number;
  /** Movies per flag. */
  flags: Record<MovieFlag, number>;
  /** Unreadable cells of movies that were written, by `column: kind`. */
  issues: Record<string, IssueCount>;
  /** Duplicates that differed from the copy that was kept. */
  conflicts: Conflict[];
  /** For each field of the movie document that may be unknown: movies for which it is known; null if it is one of `lacks`. */
  coverage: Record<string, number | null>;
  /** Movies by release year, without the undated ones. */
  years: Record<string, number>;
  /** What weighted ratings are computed with (rule 23); null when no movie has votes. */
  ratingPrior: RatingPrior | null;
  /** Sums over all movies that were written; a load is checked against them. */
  totals: Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }>;
  /** The other files, by name, without those that the edition lacks. */
  files: Record<string, FileReport>;
  /** The rows of links.csv that were neither rejected nor duplicates; `null` without the file. */
  links: LinksReport | null;
  /** The rows of ratings.csv that were not rejected; `null` without the file. */
  ratings: RatingsReport | null;
  /** `null` without a file of corrections. */
  corrections: CorrectionsReport | null;
  /** The movies are invented; absent from a real edition. */
  sample?: true;
  inputs: SourceFile[];
  /** Data files that the edition lacks: `ratings.csv`. Their part of the documents is empty. */
  missing: string[];
  /** What lies in the input and is not read, by its name there; absent if there is nothing else. */
  unread?: string[];
  /** Files that were read under another name than theirs, by that name: `credits.csv` from `Credits (1).csv`. */
  readAs?: Record<string, string>;
};

export type FileReport = {
  /** Rows below the header. */
  rows: number;
  /** Its rows in `rejected.ndjson`. */
  rejected: number;
  /** Its columns that are not read; absent without any. */
  ignored?: readonly string[];
  /** Rows that a later one with the same id replaced. */
  duplicates: { identical: number; conflicting: number };
  /** Rows that were read but refer to no movie of the edition. */
  orphans: number;
  /** Unreadable cells of rows in use, by `column: kind`. */
  issues: Record<string, IssueCount>;
  /** The conflicting duplicates. */
  conflicts: { id: number; keptLine: number; droppedLine: number }[];
};

/** The parts add up to the whole. */
export type LinksReport = {
  /** Links between a movie of the edition and MovieLens. */
  joined: number;
  withoutTmdbId: number;
  /** Links whose tmdbId another link has, too (rule 10). */
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
  /** Ratings whose link refers to no movie of the edition. */
  orphans: number;
};

export type IssueCount = { count: number; examples: { id: number; line: number }[] };

export type Conflict = {
  id: number;
  keptLine: number;
  droppedLine: number;
  /** The fields in which the dropped copy differs, with both values. */
  differences: Record<string, { kept: unknown; dropped: unknown }>;
};
