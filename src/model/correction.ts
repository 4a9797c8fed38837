/**
 * The fields of a movie that can be corrected: facts of one value. Popularity, rating and votes are measurements of
 * TMDB; lists of entities have ids and an order, which one cell cannot state.
 */
export const correctableFields = [
  'title',
  'originalTitle',
  'originalLanguage',
  'overview',
  'tagline',
  'homepage',
  'imdbId',
  'status',
  'adult',
  'video',
  'releaseDate',
  'runtime',
  'budget',
  'revenue',
] as const;
export type CorrectableField = (typeof correctableFields)[number];

/** A row of a file of corrections: the value that a field of a movie has, and who says so. */
export type Correction = {
  /** TMDB id of the movie. */
  id: number;
  field: CorrectableField;
  /** As a cell of the data set would hold it; empty for not known. */
  value: string;
  source: string;
  /** Line of the file, from 1. */
  line: number;
};

/** A correction in the document of its movie; the corrected value is in the field itself. */
export type AppliedCorrection = {
  field: CorrectableField;
  /** The cell of the data set; null when it was empty. */
  reported: string | null;
  source: string;
};

/** What a transform did with a file of corrections. */
export type CorrectionsReport = {
  /** Its name. */
  file: string;
  rows: number;
  /** Corrections that stand in documents, in all and by field. */
  applied: number;
  fields: Partial<Record<CorrectableField, number>>;
  /** Corrections of figures that are the same in the data set. */
  unneeded: number;
};
