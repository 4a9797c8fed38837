import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Excluded } from '../model/excluded.js';
import type { RatingPrior } from '../model/weighted-rating.js';

/** The facts of a whole edition that answers need; they never change. */
export type Edition = {
  id: EditionId;
  /** The names of its indices. */
  indices: Readonly<Record<DocumentType, string>>;
  /** When it first went live, ISO 8601; null when the loader ended before it recorded the time. */
  publishedAt: string | null;
  /** Whether its movies are invented. */
  isSample: boolean;
  /** Fields of movies that are not in this edition, because its shape or its files lack them. */
  lacks: readonly string[];
  /** The number of its documents of each type. */
  documents: Readonly<Record<DocumentType, number>>;
  /** The number of shards of its movies. */
  shards: number;
  /** What its weighted ratings are computed with; null when no movie has votes. */
  ratingPrior: RatingPrior | null;
  /** Over all of its movies. */
  excluded: Excluded;
  adultMovies: number;
  /** Name by id, of the document types that the question needs. */
  names: Partial<Readonly<Record<DocumentType, ReadonlyMap<number, string>>>>;
};
