import type { DocumentType } from './document-type.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';

/** The version of the shape of documents, indices and manifest; it goes up when a field changes its name, meaning or how it is indexed. */
export const schemaVersion = 5;

/**
 * What vouches for a folder of hydration files: `manifest.json`, written last. The loader believes no file whose
 * digest is not in it. Depends on the input and on Marquee's version alone.
 */
export type Manifest = {
  schemaVersion: number;
  /** Marquee's version. */
  generator: string;
  /** What was read. */
  inputs: SourceFile[];
  /** Rows read below the header, by input file. */
  rows: Record<string, number>;
  documents: Record<DocumentType, number>;
  /** The other files of the folder. */
  files: SourceFile[];
  /** What the sums over all movies must be, wherever they are loaded. */
  totals: Report['totals'] & { movies: number };
  /** How many movies each release year must have. */
  years: Report['years'];
  /** What was wrong with the input, and what became of it; the details are in `report.json`. */
  quality: {
    /** Rows in `rejected.ndjson`. */
    rejected: number;
    /** Records joined from two rows. */
    repaired: number;
    /** Copies of a movie that gave way to another, and those of them that differed from it. */
    duplicates: number;
    conflicting: number;
    /** Movies per flag. */
    flags: Report['flags'];
    /** Cells of movies that could not be read. */
    issues: number;
    /** Data files that the edition did not have. */
    missing: string[];
  };
  /** Of how many movies each field is known. */
  coverage: Report['coverage'];
};
