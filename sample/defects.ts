import type { Share } from './deal-defects.js';

/*
 * Every defect of the data set that the documentation and the domain rules name, with its share: that of the full edition where
 * a public profile states it (n of 45,466 movies), else of its first rows; `atLeast` keeps rare ones alive in small editions.
 * Defects of one group exclude each other on a movie, those of different groups meet by chance.
 */

const of = (movies: number, atLeast = 2): Share => ({ share: movies / 45_466, atLeast });

/** Defects of whole rows of movies_metadata.csv: broken over two physical rows, or written more than once. */
export const rowDefects = {
  /** A bare newline inside `overview` ends the row: 10 fields, then 15. */
  split: of(3),
  /** A second copy, the same in every byte. */
  identicalCopy: of(13),
  /** Two more copies, the same in every byte. */
  identicalTwice: of(1, 1),
  /** A copy with another poster and as many votes: the later row stays. */
  posterCopy: of(9),
  /** A copy with another popularity and as many votes: the later row stays. */
  popularityCopy: of(5),
  /** A later copy with more votes: it stays. */
  moreVotesCopy: of(4),
  /** A later copy with fewer votes: the first row stays. */
  fewerVotesCopy: of(4),
};

/** Rows that are no movie, each written after the movie that drew the card. */
export const rejectedRows = {
  /** The second half of a split row that some tool has filled up to 24 fields: its id is a date, its budget a file name. */
  shifted: of(3),
  emptyId: of(1, 1),
  negativeId: of(1, 1),
  zeroId: of(1, 1),
  wordId: of(1, 1),
  emptyTitle: of(3),
  /** The first half of a split row whose second half is lost: 10 fields. */
  lostHalf: of(1, 1),
  missingField: of(1, 1),
  extraField: of(1, 1),
};

/** Defects of budget and revenue; the last four are no defects but must not be missing. */
export const moneyDefects = {
  suspectBudget: of(150),
  suspectRevenue: of(120),
  suspectBoth: of(20),
  /** A file name such as `/abc.jpg`. */
  unreadableBudget: of(3),
  unreadableRevenue: of(2),
  emptyRevenue: of(3),
  budgetOnly: of(0, 3),
  revenueOnly: of(0, 3),
  loss: of(0, 3),
  profit: of(0, 3),
};

/** Defects of the release date. */
export const dateDefects = {
  empty: of(84),
  /** `M/D/YYYY`, as a spreadsheet saves it: read. */
  spreadsheet: of(60, 3),
  /** `M/D/YY`: ambiguous, unknown. */
  shortSpreadsheet: of(25),
  /** A day or month that no calendar has. */
  impossible: of(8),
};

/** What `status` says when it is not `Released`. */
export const statusDefects = {
  rumored: of(230, 3),
  postProduction: of(98),
  inProduction: of(20),
  planned: of(15),
  canceled: of(3, 1),
  empty: of(87),
};

/** Defects of popularity, votes, runtime and the IMDb id; three of each popularity, because a duplicate of the movie can repair one. */
export const figureDefects = {
  emptyPopularity: of(5, 3),
  /** Words where the number should be. */
  wordyPopularity: of(3, 3),
  negativePopularity: of(1, 3),
  zeroVotes: of(0, 5),
  emptyVotes: of(6),
  emptyRuntime: of(263),
  zeroRuntime: of(1558),
  emptyImdbId: of(17),
};

/** Defects of the cells that hold Python literals, and of the entities they name. */
export const literalDefects = {
  unreadableGenres: of(3, 1),
  unreadableCompanies: of(3, 1),
  unreadableCountries: of(2, 1),
  unreadableLanguages: of(2, 1),
  unreadableCollection: of(2, 1),
  repeatedGenre: of(10),
  repeatedCompany: of(40),
  noGenres: of(0, 3),
  noCompanies: of(0, 3),
  /** One company name under two ids, dealt in turn. */
  twinCompany: of(120, 4),
  /** One company id under a frequent and two rare spellings. */
  spelledCompany: of(90, 6),
  /** One company id under two spellings, each as often: dealt in turn, so an even number at 200 movies. */
  tiedCompany: of(0, 4),
  /** A keyword id and a person id, each under a frequent and a rare spelling. */
  spelledKeyword: of(60, 8),
  spelledPerson: of(60, 8),
};

/** What makes a text hard to carry through CSV, JSON and a page. */
export const textDefects = {
  newlineInOverview: of(140, 3),
  newlineInTagline: of(5),
  noBreakSpace: of(60, 4),
  quotedTitle: of(90, 3),
  backslashTitle: of(4),
  emojiTitle: of(5),
};

/** Defects of credits.csv. */
export const creditsDefects = {
  missing: of(5),
  emptyCast: of(2300, 3),
  emptyCrew: of(750, 3),
  identicalCopy: of(36),
  conflictingCopy: of(7),
  /** A row for an id that is no movie. */
  stranger: of(10),
  unreadableCast: of(4, 1),
  unreadableCrew: of(3, 1),
};

/** Defects of keywords.csv. */
export const keywordsDefects = {
  identicalCopy: of(987, 3),
  missing: of(8),
  stranger: of(10),
  unreadable: of(4, 1),
};

/** Defects of links.csv; those of ratings.csv follow from them. */
export const linksDefects = {
  /** The movie has no row. */
  missing: of(20),
  /** The movie has a row without tmdbId. */
  withoutTmdbId: of(219),
  /** Two MovieLens ids claim the movie's tmdbId: ambiguous, so it has no ratings. */
  repeated: of(30),
  /** One more row, whose tmdbId is no movie. */
  stranger: of(400),
};
