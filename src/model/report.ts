import type { MovieFlag } from './movie.js';
import type { SourceFile } from './source-file.js';

/** What the transform did: `report.json`. Depends on the input alone, so the same input gives the same report. */
export type Report = {
  /** Movies written: distinct ids of rows that were not rejected. */
  movies: number;
  companies: number;
  genres: number;
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
  /** Sums over all written movies, for whoever checks a load. */
  totals: Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }>;
  inputs: SourceFile[];
  /** Data files that the edition did not have: `ratings.csv`. Their part of the documents is empty. */
  missing: string[];
};

export type IssueCount = { count: number; examples: { id: number; line: number }[] };

export type Conflict = {
  id: number;
  keptLine: number;
  droppedLine: number;
  /** Fields in which the dropped copy differs, with both values. */
  differences: Record<string, { kept: unknown; dropped: unknown }>;
};
