import type { EditionId } from './edition-id.js';
import type { Changes } from './load-run.js';
import type { Manifest } from './manifest.js';
import type { ShapeName } from './shape-name.js';

/** An edition that questions can be asked of: what was read, what became of it, and what it changed. */
export type PublishedEdition = Pick<
  Manifest,
  'schemaVersion' | 'generator' | 'inputs' | 'rows' | 'documents' | 'coverage'
> & {
  edition: EditionId;
  /** The shape in which it came; editions of earlier versions are The Movies Dataset. */
  shape: ShapeName;
  /** Fields of movies that are not in this edition. */
  lacks: readonly string[];
  /** Whether its movies are invented. */
  sample: boolean;
  /** `live`, or `previous`: it was live once and can be live again. */
  state: 'live' | 'previous';
  /** When its load began, when it passed all checks, when it first went live; ISO 8601. */
  loadedAt: string;
  verifiedAt: string | null;
  publishedAt: string | null;
  /** Sums over all movies, whatever their status; nominal US dollars. */
  totals: Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }>;
  /** First and last release year. */
  years: { first: number | null; last: number | null };
  quality: Manifest['quality'] | null;
  /** Compared with the edition that was live when it was loaded. */
  changes: Changes | null;
};
