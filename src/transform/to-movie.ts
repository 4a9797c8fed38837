import * as cells from '../csv/cells.js';
import { type Fault, invalidId } from '../csv/faults.js';
import { type ParsedReferences, readCodes, readCollection, readEntities } from '../csv/references.js';
import { toConstantDollars } from '../model/consumer-price-index.js';
import type { AppliedCorrection } from '../model/correction.js';
import { type Movie, type MovieFlag, movieStatuses } from '../model/movie.js';
import type { MovieColumn, MovieRecord } from '../sources/movie-record.js';
import type { GroupingFields } from './grouping-fields.js';
import type { Credits } from './to-credits.js';

/** The fields of a movie that come from other files or from the whole edition. */
type OtherFields = 'movieLensId' | 'movieLens' | 'keywords' | keyof Credits | keyof GroupingFields;

/** The fields of a movie that its record holds in every shape. */
export type MetadataMovie = Omit<Movie, OtherFields | 'issues'>;

/** Returns why a record is rejected (rule 3): its id is no positive integer, or its title is empty. */
export function findFault(record: MovieRecord): Fault | undefined {
  if (cells.readId(record.id) === undefined) return invalidId('id', record.id);
  if (record.title.trim() === '') return { column: 'title', reason: 'title', message: 'title is empty' };
  return undefined;
}

/** The largest value of each score that can be true; TMDB's popularity stays below 10,000, the longest film below 52,000 minutes. */
const largest = { popularity: 1_000_000, vote_average: 10, runtime: 100_000 } as const;

const statuses = new Set<string>(movieStatuses);

export type MovieOptions = {
  /** What stands first in dates such as `1/2/2003`. */
  dates?: cells.DateOrder;
  /** Those that the record contains. */
  corrections?: AppliedCorrection[];
};

/**
 * Turns a record without a fault into a movie. A cell that cannot be read is null, and an issue of the movie; a status
 * that TMDB does not have is an issue, and kept as it stands.
 */
export function toMovie(
  record: MovieRecord,
  { dates, corrections = [] }: MovieOptions = {},
): { movie: MetadataMovie; issues: string[] } {
  const issues: string[] = [];
  const known = <T>(column: MovieColumn, value: cells.Parsed<T>, kind: string): T | null => {
    if (value === undefined) issues.push(`${column}: ${kind}`);
    return value ?? null;
  };
  const list = <T>(column: MovieColumn, { references, problem }: ParsedReferences<T>): T[] => {
    if (problem !== null) issues.push(`${column}: ${problem}`);
    return references;
  };
  const flags: MovieFlag[] = [];
  const score = (column: keyof typeof largest): number | null => {
    const { score, isAbsurd } = cells.readScoreUpTo(record[column], largest[column]);
    if (isAbsurd && !flags.includes('absurdScore')) flags.push('absurdScore');
    return known(column, score, 'number');
  };
  const truth = (column: 'adult' | 'video') => known(column, cells.readBoolean(record[column]), 'boolean');

  // Rule 5: 0 is unknown, 1 to 999 a unit error. Rule 6: profit needs both.
  const reportedBudget = cells.readMoney(record.budget);
  const reportedRevenue = cells.readMoney(record.revenue);
  const budget = known('budget', reportedBudget.amount, 'money');
  const revenue = known('revenue', reportedRevenue.amount, 'money');
  const profit = budget === null || revenue === null ? null : revenue - budget;
  // Rule 7.
  const reportedDate = cells.readDate(record.release_date, dates);
  const releaseDate = known('release_date', reportedDate.date, 'date');
  const releaseYear = releaseDate === null ? null : Number(releaseDate.slice(0, 4));

  const status = cells.readWord(record.status);
  if (status !== null && !statuses.has(status)) issues.push('status: word');

  if (reportedBudget.isSuspect || reportedRevenue.isSuspect) flags.push('suspectUnits');
  if (reportedDate.isAmbiguous) flags.push('ambiguousDate');
  if (corrections.length > 0) flags.push('corrected');

  const movie: MetadataMovie = {
    id: Number(record.id),
    imdbId: known('imdb_id', cells.readImdbId(record.imdb_id), 'imdbId'), // rule 10
    title: record.title,
    originalTitle: cells.readText(record.original_title),
    originalLanguage: cells.readWord(record.original_language),
    overview: cells.readText(record.overview),
    tagline: cells.readText(record.tagline),
    homepage: cells.readText(record.homepage),
    posterPath: cells.readText(record.poster_path),
    status,
    adult: truth('adult'),
    video: truth('video'),
    releaseDate,
    releaseYear,
    runtime: score('runtime') || null, // 0 minutes are unknown
    budget,
    revenue,
    profit,
    realBudget: toConstantDollars(budget, releaseYear),
    realRevenue: toConstantDollars(revenue, releaseYear),
    realProfit: toConstantDollars(profit, releaseYear),
    popularity: score('popularity'), // rule 8
    rating: score('vote_average'),
    votes: known('vote_count', cells.readCount(record.vote_count), 'number'),
    genres: list('genres', readEntities(record.genres)), // rule 9
    companies: list('production_companies', readEntities(record.production_companies)),
    countries: list('production_countries', readCodes(record.production_countries, 'iso_3166_1')),
    languages: list('spoken_languages', readCodes(record.spoken_languages, 'iso_639_1')),
    collection: list('belongs_to_collection', readCollection(record.belongs_to_collection))[0] ?? null,
    flags,
    corrections,
  };
  return { movie, issues };
}
