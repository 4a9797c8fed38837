/**
 * A document of the indices `companies` and `genres`. `movies`, `firstYear` and `lastYear` speak of the
 * movies that count (a known release year and status `Released`, rule 11); the others are counted beside them.
 */
export type Entity = {
  /** TMDB id; also the document id. */
  id: number;
  /** The most frequent spelling, at a tie the alphabetically first (rule 9). */
  name: string;
  /** Every spelling met, the canonical one first, so that a look-up by any of them succeeds. */
  spellings: string[];
  movies: number;
  firstYear: number | null;
  lastYear: number | null;
  /** Movies left out because their release year is not known. */
  undated: number;
  /** Movies left out because their status is not `Released`; one that is undated as well counts in both. */
  unreleased: number;
};

export type Company = Entity;
export type Genre = Entity;
