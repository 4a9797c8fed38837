import type { DocumentType } from './document-type.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';
import type { RatingPrior } from './weighted-rating.js';

/** Version of the shape of documents, indices and manifest; it goes up when a field changes its name, its meaning or how it is indexed. */
export const schemaVersion = 6;

/**
 * `manifest.json` of a folder of hydration files, written last: the digests and totals that the loader checks. Depends on
 * the input and on Marquee's version only.
 */
export type Manifest = {
  schemaVersion: number;
  /** Marquee's version. */
  generator: string;
  /** The movies are invented; absent from a real edition. */
  sample?: true;
  /** The shape in which the edition came, and the fields of movies that it lacks. */
  shape: Report['shape'];
  lacks: Report['lacks'];
  /** The files that were read. */
  inputs: SourceFile[];
  /** Rows read below the header, by input file. */
  rows: Record<string, number>;
  documents: Record<DocumentType, number>;
  /** The other files of the folder. */
  files: SourceFile[];
  /** The sums over all movies that the loaded documents must have. */
  totals: Report['totals'] & { movies: number };
  /** Movies that each release year must have. */
  years: Report['years'];
  /** Defects of the input; the details are in `report.json`. */
  quality: {
    /** Rows in `rejected.ndjson`. */
    rejected: number;
    /** Records joined from two rows. */
    repaired: number;
    /** Copies of a movie that another copy replaced, and those of them that differed from it. */
    duplicates: number;
    conflicting: number;
    /** Movies per flag. */
    flags: Report['flags'];
    /** Unreadable cells of movies. */
    issues: number;
    /** Data files that the edition lacks. */
    missing: string[];
    /** `null` without a file of corrections. */
    corrections: Report['corrections'];
  };
  /** Movies for which each field is known; null if it is one of `lacks`. */
  coverage: Report['coverage'];
  /** What weighted ratings are computed with; null when no movie has votes. */
  ratingPrior: RatingPrior | null;
};
