import type { CorrectionsReport } from '../model/correction.js';
import type { Movie } from '../model/movie.js';
import type { Report } from '../model/report.js';
import type { RatingPrior } from '../model/weighted-rating.js';
import { countIssues, type FoundIssues } from './count-issues.js';

/** The fields that may be missing, whose coverage is reported. */
const coveredFields = [
  'imdbId',
  'originalTitle',
  'originalLanguage',
  'overview',
  'tagline',
  'homepage',
  'posterPath',
  'status',
  'adult',
  'video',
  'releaseDate',
  'runtime',
  'budget',
  'revenue',
  'profit',
  'realBudget',
  'realRevenue',
  'realProfit',
  'popularity',
  'rating',
  'votes',
  'weightedRating',
  'genres',
  'companies',
  'countries',
  'languages',
  'collection',
  'movieLensId',
  'movieLens',
  'keywords',
  'cast',
  'directors',
  'writers',
  'producers',
  'composers',
] as const satisfies readonly (keyof Movie)[];

/** What is counted of the movies written: a part of the report, and the corrections by field. */
export type MovieCounts = Pick<
  Report,
  | 'movies'
  | 'duplicates'
  | 'undated'
  | 'unreleased'
  | 'flags'
  | 'issues'
  | 'totals'
  | 'years'
  | 'ratingPrior'
  | 'coverage'
> & { corrected: CorrectionsReport['fields'] };

/** Counts the movies written, for the report. */
export class MovieReport {
  readonly #counts: MovieCounts;
  readonly #issues: FoundIssues[] = [];

  /** @param duplicates - number of dropped rows */
  constructor(duplicates: number, ratingPrior: RatingPrior | null) {
    this.#counts = {
      movies: 0,
      duplicates,
      undated: 0,
      unreleased: 0,
      flags: { suspectUnits: 0, ambiguousDate: 0, absurdScore: 0, corrected: 0 },
      corrected: {},
      issues: {},
      years: {},
      ratingPrior,
      totals: { budget: emptyTotal(), revenue: emptyTotal(), profit: emptyTotal() },
      coverage: Object.fromEntries(coveredFields.map((field) => [field, 0])),
    };
  }

  /**
   * @param line - of movies_metadata.csv
   * @param issues - cells of that line that could not be read
   */
  count(movie: Movie, line: number, issues: readonly string[]): void {
    const { flags, corrected, totals, years, coverage } = this.#counts;
    this.#counts.movies++;
    if (movie.releaseYear === null) this.#counts.undated++;
    else years[movie.releaseYear] = (years[movie.releaseYear] ?? 0) + 1;
    if (movie.status !== 'Released') this.#counts.unreleased++;
    for (const flag of movie.flags) flags[flag]++;
    for (const { field } of movie.corrections) corrected[field] = (corrected[field] ?? 0) + 1;
    addTo(totals.budget, movie.budget);
    addTo(totals.revenue, movie.revenue);
    addTo(totals.profit, movie.profit);
    for (const field of coveredFields) {
      if (isKnown(movie[field])) coverage[field] = (coverage[field] ?? 0) + 1;
    }
    if (issues.length > 0) this.#issues.push({ id: movie.id, line, issues });
  }

  counts(): MovieCounts {
    return { ...this.#counts, issues: countIssues(this.#issues) };
  }
}

const isKnown = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

/** A sum and the number of figures in it; null without any (rule 13). */
type Total = Report['totals']['budget'];

const emptyTotal = (): Total => ({ sum: null, known: 0 });

function addTo(total: Total, amount: number | null): void {
  if (amount === null) return;
  total.sum = (total.sum ?? 0) + amount;
  total.known++;
}
