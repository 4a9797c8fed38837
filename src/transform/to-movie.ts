import type { Reading } from '../dataset/cells.js';
import * as cells from '../dataset/cells.js';
import type { CsvRow } from '../dataset/csv-row.js';
import type { MovieColumn, MovieColumnIndex } from '../dataset/movie-columns.js';
import { movieColumns } from '../dataset/movie-columns.js';
import type { ReferenceReading } from '../dataset/references.js';
import { readCodes, readCollection, readEntities } from '../dataset/references.js';
import type { Movie, MovieFlag } from '../model/movie.js';
import type { Rejection } from '../model/rejection.js';

/** What movies_metadata.csv says of a movie; the rest of the document is the other files'. */
export type MetadataMovie = Omit<
  Movie,
  'movieLensId' | 'ratings' | 'keywords' | 'cast' | 'castCount' | 'crew' | 'crewCount' | 'directors'
>;

/** One record of movies_metadata.csv becomes a movie or a rejection; pure. */
export function toMovie(
  record: CsvRow,
  columns: MovieColumnIndex,
  file: string,
): { movie: MetadataMovie } | { rejection: Rejection } {
  const rejection = findRejection(record, columns, file);
  return rejection ? { rejection } : { movie: readMovie(record, columns) };
}

/** Rules 2 and 3: a wrong number of cells, an id that is no positive integer, an empty title. */
function findRejection(record: CsvRow, columns: MovieColumnIndex, file: string): Rejection | undefined {
  const reject = (reason: Rejection['reason'], column: MovieColumn | null, message: string): Rejection => ({
    file,
    line: record.line,
    column,
    reason,
    message,
    raw: record.bytes.toString().replace(/\r?\n$/, ''),
  });
  const found = record.cells.length;
  if (found !== movieColumns.length) {
    const what = found === 0 ? 'a blank line' : `${found} cells`;
    return reject('fieldCount', null, `${what}; a row has ${movieColumns.length} cells`);
  }
  const id = record.cells[columns.id] ?? '';
  if (cells.readId(id) === undefined) {
    return reject('id', 'id', `id is '${id.slice(0, 80)}'; it must be a positive integer`);
  }
  const title = record.cells[columns.title] ?? '';
  if (cells.readText(title) === null) return reject('title', 'title', 'title is empty');
  return undefined;
}

function readMovie(record: CsvRow, columns: MovieColumnIndex): MetadataMovie {
  const cell = (column: MovieColumn): string => record.cells[columns[column]] as string;
  const issues: string[] = [];
  const known = <T>(column: MovieColumn, value: Reading<T>, kind: string): T | null => {
    if (value === undefined) issues.push(`${column}: ${kind}`);
    return value ?? null;
  };
  const references = <T>(column: MovieColumn, reading: ReferenceReading<T>): T[] => {
    if (reading.problem !== null) issues.push(`${column}: ${reading.problem}`);
    return reading.references;
  };
  const budgetCell = cells.readMoney(cell('budget'));
  const revenueCell = cells.readMoney(cell('revenue'));
  const dateCell = cells.readDate(cell('release_date'));
  const flags: MovieFlag[] = [];
  if (budgetCell.isSuspect || revenueCell.isSuspect) flags.push('suspectUnits');
  if (dateCell.isAmbiguous) flags.push('ambiguousDate');

  const budget = known('budget', budgetCell.amount, 'money');
  const revenue = known('revenue', revenueCell.amount, 'money');
  const releaseDate = known('release_date', dateCell.date, 'date');
  return {
    id: cells.readId(cell('id')) as number,
    imdbId: known('imdb_id', cells.readImdbId(cell('imdb_id')), 'imdbId'),
    title: cell('title'),
    originalTitle: cells.readText(cell('original_title')),
    originalLanguage: cells.readWord(cell('original_language')),
    overview: cells.readText(cell('overview')),
    tagline: cells.readText(cell('tagline')),
    homepage: cells.readText(cell('homepage')),
    posterPath: cells.readText(cell('poster_path')),
    status: cells.readWord(cell('status')),
    adult: known('adult', cells.readBoolean(cell('adult')), 'boolean'),
    video: known('video', cells.readBoolean(cell('video')), 'boolean'),
    releaseDate,
    releaseYear: releaseDate === null ? null : Number(releaseDate.slice(0, 4)),
    runtime: known('runtime', cells.readScore(cell('runtime')), 'number') || null,
    budget,
    revenue,
    profit: budget === null || revenue === null ? null : revenue - budget,
    popularity: known('popularity', cells.readScore(cell('popularity')), 'number'),
    voteAverage: known('vote_average', cells.readScore(cell('vote_average')), 'number'),
    voteCount: known('vote_count', cells.readCount(cell('vote_count')), 'number'),
    genres: references('genres', readEntities(cell('genres'))),
    companies: references('production_companies', readEntities(cell('production_companies'))),
    countries: references('production_countries', readCodes(cell('production_countries'), 'iso_3166_1')),
    languages: references('spoken_languages', readCodes(cell('spoken_languages'), 'iso_639_1')),
    collection: references('belongs_to_collection', readCollection(cell('belongs_to_collection')))[0] ?? null,
    flags,
    issues,
  };
}
