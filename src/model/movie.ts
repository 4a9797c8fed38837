import type { AppliedCorrection } from './correction.js';

/** Data-quality flag; the value that a flag but the last refers to is treated as unknown. */
export type MovieFlag =
  /** `budget` or `revenue` was 1 to 999, a unit error such as 8 for 8 million (rule 5). */
  | 'suspectUnits'
  /** The release date was `M/D/YY`, which does not tell the century (rule 7). */
  | 'ambiguousDate'
  /** Popularity, vote average or runtime was larger than can be true, such as 1e308 (rule 8). */
  | 'absurdScore'
  /** A field has another value than in the data set: see `corrections`. */
  | 'corrected';

/** A reference from a movie to a genre, company or collection: its TMDB id and canonical name (rule 9). */
export type EntityReference = { id: number; name: string };

/** A reference from a movie to a country (ISO 3166-1) or language (ISO 639-1). */
export type CodeReference = { code: string; name: string };

/** A member of the cast. */
type CastMember = EntityReference & {
  character: string | null;
  /** Place in the billing, from 0, as reported. */
  order: number | null;
};

/** A member of the crew. */
type CrewMember = EntityReference & {
  /** `Director`, `Screenplay`, … as reported. */
  job: string;
  department: string | null;
};

/** The ratings of a movie by MovieLens users, in stars from 0.5 to 5. */
export type MovieLens = {
  /** Ratings, at least 1. */
  count: number;
  /** Stars. */
  mean: number;
  /** Ratings of 0.5, 1, 1.5 … 5 stars: always ten counts. */
  histogram: number[];
};

/** Maximal number of cast members in a document. */
export const maxCast = 20;

/** Maximal number of crew entries in a document; a few movies have very many directors and producers. */
export const maxCrew = 50;

/** The jobs of the entries in a document's `crew`. */
export const crewJobs: readonly string[] = [
  'Director',
  'Writer',
  'Screenplay',
  'Story',
  'Novel',
  'Author',
  'Producer',
  'Executive Producer',
  'Original Music Composer',
  'Director of Photography',
  'Editor',
];

/** The jobs of each list of a movie's people (rule 24). */
export const roleJobs = {
  directors: ['Director'],
  writers: ['Writer', 'Screenplay', 'Story', 'Novel', 'Author'],
  producers: ['Producer', 'Executive Producer'],
  composers: ['Original Music Composer', 'Music'],
} as const;

/** A document of the index `movies`. `null` is unknown, never zero. */
/** TMDB's own statuses; a movie counts when it is `Released` (rule 11). */
export const movieStatuses = [
  'Released',
  'Rumored',
  'Planned',
  'In Production',
  'Post Production',
  'Canceled',
] as const;

export type Movie = {
  /** TMDB id; also the document id. */
  id: number;
  /** `tt` and at least 7 digits (rule 10). */
  imdbId: string | null;
  title: string;
  originalTitle: string | null;
  /** ISO 639-1, as reported. */
  originalLanguage: string | null;
  overview: string | null;
  tagline: string | null;
  homepage: string | null;
  posterPath: string | null;
  /** `Released`, `Rumored`, `Post Production`, … as reported. */
  status: string | null;
  adult: boolean | null;
  video: boolean | null;
  /** `YYYY-MM-DD` (rule 7). */
  releaseDate: string | null;
  releaseYear: number | null;
  /** The first year of the decade. */
  releaseDecade: number | null;
  /** 1 to 4. */
  releaseQuarter: number | null;
  /** 1 to 12. */
  releaseMonth: number | null;
  /** Minutes; 0 in the source is unknown. */
  runtime: number | null;
  /** Nominal US dollars (rule 5). */
  budget: number | null;
  /** Nominal US dollars (rule 5). */
  revenue: number | null;
  /** `revenue - budget`, only where both are known (rule 6). */
  profit: number | null;
  /**
   * Budget, revenue and profit in dollars of 1982–84, which can be added up over years: the nominal figure × 100 /
   * consumer price index of the release year. `null` also where the year has no index value.
   */
  realBudget: number | null;
  realRevenue: number | null;
  realProfit: number | null;
  /** Lower bound of the budget's band (rule 24), in nominal US dollars: 0, 1, 10, 50 or 100 million. */
  budgetBand: number | null;
  /** TMDB's popularity score, ≥ 0 (rule 8). */
  popularity: number | null;
  /** 0 to 10. */
  rating: number | null;
  votes: number | null;
  /** Whole stars of the rating, 0 to 9 (10 belongs to 9); null without votes (rule 24). */
  ratingBand: number | null;
  /** `votes × rating`, which can be added up for the weighted rating of a group; null without votes. */
  ratingVotes: number | null;
  /** The rating drawn towards the edition's mean, the more the fewer votes it has (rule 23); null without votes. */
  weightedRating: number | null;
  genres: EntityReference[];
  companies: EntityReference[];
  countries: CodeReference[];
  languages: CodeReference[];
  collection: EntityReference | null;
  flags: MovieFlag[];
  /** The fields whose value is not that of the data set. */
  corrections: AppliedCorrection[];
  /** MovieLens id, from links.csv (rule 10); `null` without a link, or when several claim the movie. */
  movieLensId: number | null;
  movieLens: MovieLens | null;
  keywords: EntityReference[];
  /** The first `maxCast` by billing. */
  cast: CastMember[];
  /** Entries of the whole cast. */
  castCount: number;
  /** The first `maxCrew` entries whose job is one of `crewJobs`. */
  crew: CrewMember[];
  /** Entries of the whole crew, in any job. */
  crewCount: number;
  /** The people of the whole crew by job (`roleJobs`), each once in each list. */
  directors: EntityReference[];
  writers: EntityReference[];
  producers: EntityReference[];
  composers: EntityReference[];
  /** Unreadable cells, as `column: kind`, such as `genres: literal` or `cast: literal`. */
  issues: string[];
};

/** The lists in which a document names people. */
export const peopleLists = [
  'cast',
  'crew',
  'directors',
  'writers',
  'producers',
  'composers',
] as const satisfies readonly (keyof Movie)[];
