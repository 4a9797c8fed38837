import { type SampleFile, sampleFiles } from './sample-files.js';

/**
 * What an edition contains, counted while it is written from what was dealt, not by reading it back:
 * tests compare the transform with it.
 */
export type Ledger = {
  /** Distinct movies that survive the rules of reading. */
  movies: number;
  /** Rows that are no movie; `shifted` ones (a date for an id, and no title) count under `id`. */
  rejected: { total: number; id: number; title: number; fieldCount: number };
  /** Copies of a movie beyond its first row. */
  duplicates: { total: number; identical: number; conflicting: number };
  /** Movies broken over two physical rows. */
  repaired: number;
  /** Surviving movies whose release year is unknown: no date, an impossible one, or an ambiguous one. */
  undated: number;
  /** Surviving movies with a date `M/D/YY`. */
  ambiguousDates: number;
  /** Surviving movies whose status is not exactly `Released`. */
  unreleased: number;
  /** Surviving movies whose budget, revenue or both are 1 to 999. */
  suspectUnits: number;
  /** Cells with a Python literal that cannot be read, by file; copies are not counted again. */
  unreadableLiterals: { movies: number; credits: number; keywords: number };
  /** Copies in credits.csv beyond the first row of an id, and rows of ids that are no movie. */
  credits: { identical: number; conflicting: number; strangers: number };
  /** The same of keywords.csv, where copies never conflict. */
  keywords: { identical: number; strangers: number };
  /** Rows of links.csv without tmdbId, distinct tmdbIds that occur twice, movies without a row. */
  links: { withoutTmdbId: number; repeatedTmdbIds: number; missingMovies: number };
  /** Rows of each file, or lines of a JSON file, without its header, and its size; 0 of files that other shapes have. */
  files: Record<SampleFile, { rows: number; bytes: number }>;
};

/** Returns a ledger of zeros. */
export function openLedger(): Ledger {
  return {
    movies: 0,
    rejected: { total: 0, id: 0, title: 0, fieldCount: 0 },
    duplicates: { total: 0, identical: 0, conflicting: 0 },
    repaired: 0,
    undated: 0,
    ambiguousDates: 0,
    unreleased: 0,
    suspectUnits: 0,
    unreadableLiterals: { movies: 0, credits: 0, keywords: 0 },
    credits: { identical: 0, conflicting: 0, strangers: 0 },
    keywords: { identical: 0, strangers: 0 },
    links: { withoutTmdbId: 0, repeatedTmdbIds: 0, missingMovies: 0 },
    files: Object.fromEntries(
      Object.values(sampleFiles)
        .flat()
        .map((file) => [file, { rows: 0, bytes: 0 }]),
    ) as Ledger['files'],
  };
}
