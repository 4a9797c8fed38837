import type { DocumentType } from './document-type.js';
import type { EditionId } from './edition-id.js';
import type { SourceFile } from './source-file.js';

/** The verbs that change what readers see, or might. */
export type LoadVerb = 'reload' | 'load' | 'publish' | 'rollback' | 'restore' | 'start';

/**
 * How a run ended. `staged`: all is well, but publishing was not asked for. `unchanged`: just this was live
 * already. `rejected`: the edition did not pass. `locked`: another loader was at work, or took over. `crashed`:
 * found out by a later run.
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

/** One thing that was compared before the swap. */
export type Check = {
  /** `count movies`, `sum budget`, `shrink companies`, `question genres/{id}` … */
  name: string;
  passed: boolean;
  expected: string;
  found: string;
  /** It did not pass, and was let through by `--accept-shrink`. */
  accepted?: boolean;
};

/** What a new edition changes, as against the live one. */
export type Changes = {
  against: EditionId;
  movies: { added: number; gone: number; changed: number; same: number };
  /** The companies whose totals move most, largest first; US dollars, null where nothing is known. */
  companies: {
    id: number;
    name: string;
    measure: 'budget' | 'revenue' | 'profit';
    before: number | null;
    after: number | null;
  }[];
};

/** One run of a verb that loads or publishes: its report, and a document of `marquee-loads`. */
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
  /** Marquee's. */
  version: string;
  edition: EditionId | null;
  /** The live edition before. */
  previous: EditionId | null;
  inputs: SourceFile[];
  /** Rows read, by input file, and of movies_metadata.csv those read, rejected and repaired. */
  rows: Record<string, number>;
  rowsRead: number | null;
  rowsRejected: number | null;
  rowsRepaired: number | null;
  documents: Record<DocumentType, number> | null;
  /** Documents sent again, and documents that Elasticsearch did not take. */
  retries: number;
  failedDocuments: number;
  stages: { name: string; seconds: number }[];
  checks: Check[];
  changes: Changes | null;
  /** What went wrong without mattering to readers. */
  warnings: string[];
  error: string | null;
};
