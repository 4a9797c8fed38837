import type { DocumentType } from './document-type.js';
import type { EditionId } from './edition-id.js';
import type { SourceFile } from './source-file.js';

/** The commands that change which edition is live, or may. */
export type LoadVerb = 'reload' | 'load' | 'publish' | 'rollback' | 'restore' | 'start';

/**
 * How a run ended. `staged`: the edition passed all checks and was not to be published. `unchanged`: the same documents
 * were live already. `rejected`: the edition did not pass. `locked`: another loader had the lock, or took it over.
 * `crashed`: the loader exited without an outcome, as a later run found.
 */
export type LoadOutcome =
  | 'running'
  | 'published'
  | 'staged'
  | 'unchanged'
  | 'rejected'
  | 'locked'
  | 'interrupted'
  | 'failed'
  | 'crashed';

/** One of the comparisons made before an edition goes live. */
export type Check = {
  /** `count movies`, `sum budget`, `shrink companies`, `question genres/{id}` … */
  name: string;
  passed: boolean;
  expected: string;
  found: string;
  /** It did not pass and was accepted by `--accept-shrink`. */
  accepted?: boolean;
};

/** How a new edition differs from the live one. */
export type Changes = {
  against: EditionId;
  movies: { added: number; gone: number; changed: number; same: number };
  /** The companies whose totals change most, the largest change first; US dollars, null where nothing is known. */
  companies: {
    id: number;
    name: string;
    measure: 'budget' | 'revenue' | 'profit';
    before: number | null;
    after: number | null;
  }[];
};

/** A run that loads or publishes, or tries to: the report of a command, and a document of `marquee-loads`. */
export type LoadRun = {
  id: string;
  verb: LoadVerb;
  outcome: LoadOutcome;
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string | null;
  seconds: number | null;
  user: string;
  host: string;
  /** Marquee's version. */
  version: string;
  edition: EditionId | null;
  /** The edition that was live before. */
  previous: EditionId | null;
  inputs: SourceFile[];
  /** Rows read, by input file; of movies_metadata.csv also the rows rejected and repaired. */
  rows: Record<string, number>;
  rowsRead: number | null;
  rowsRejected: number | null;
  rowsRepaired: number | null;
  documents: Record<DocumentType, number> | null;
  /** Retries of documents, and documents that Elasticsearch rejected. */
  retries: number;
  failedDocuments: number;
  stages: { name: string; seconds: number }[];
  checks: Check[];
  changes: Changes | null;
  /** What went wrong without changing the outcome. */
  warnings: string[];
  error: string | null;
};
