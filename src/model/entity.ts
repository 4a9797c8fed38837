/**
 * A document of the indices `companies`, `genres`, `keywords` and `collections`. `movies`, `firstYear` and `lastYear`
 * cover the movies that count (a known release year and status `Released`, rule 11); the others are `undated` or
 * `unreleased`.
 */
export type Entity = {
  /** TMDB id; also the document id. */
  id: number;
  /** The most frequent spelling, at a tie the alphabetically first (rule 9). */
  name: string;
  /** All spellings, the canonical one first, so that a look-up by any of them succeeds. */
  spellings: string[];
  movies: number;
  firstYear: number | null;
  lastYear: number | null;
  /** Movies left out because their release year is unknown. */
  undated: number;
  /** Movies left out because their status is not `Released`; one that is undated as well counts in both. */
  unreleased: number;
};

/** A document of the index `people`: a member of a cast or crew. `movies` counts a movie once, also for both. */
export type Person = Entity & {
  /** As recorded at TMDB; `null` when not recorded. */
  gender: 'woman' | 'man' | 'nonBinary' | null;
  /** Movies that count with the person in the cast. */
  castMovies: number;
  /** Movies that count with the person in the crew, in any job. */
  crewMovies: number;
};
