import { type PythonValue, parsePythonLiteral } from '../src/csv/python-literal/parse-python-literal.js';
import type { MovieColumn } from '../src/sources/movie-record.js';
import { movieColumns } from '../src/sources/the-movies-dataset.js';
import { tmdb5000Columns } from '../src/sources/tmdb-5000.js';
import { creditsEntries, creditsOf } from './credits-rows.js';
import { csvLine } from './csv-line.js';
import { keywordsOf } from './keywords-rows.js';
import type { Ledger } from './ledger.js';
import { type Entry, movieEntries } from './movie-rows.js';
import type { Edition } from './plan-edition.js';
import type { Tokens } from './tokens.js';
import { languageEnglishNames } from './vocabulary.js';

/*
 * The records of an edition in the other shapes. Rows that only a CSV file can hold, with a wrong number of cells, are left
 * out, and no row is split. A cell that cannot be read stays the text that it is.
 */

/** The columns of TMDB_movie_dataset_v11.csv, in its order. */
export const tmdbCsvColumns = [
  'id',
  'title',
  'vote_average',
  'vote_count',
  'status',
  'release_date',
  'revenue',
  'runtime',
  'adult',
  'backdrop_path',
  'budget',
  'homepage',
  'imdb_id',
  'original_language',
  'original_title',
  'overview',
  'popularity',
  'poster_path',
  'tagline',
  'genres',
  'production_companies',
  'production_countries',
  'spoken_languages',
  'keywords',
] as const;

type Cells = Record<MovieColumn, string>;

/** Yields the rows of tmdb_5000_movies.csv: lists are JSON in a cell. */
export function* tmdb5000MovieRows(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { movie, cells } of wholeEntries(edition, tokens, ledger)) {
    const json = { ...cells, keywords: toJson(keywordsOf(edition, movie) ?? '[]') };
    for (const column of lists) json[column] = toJson(cells[column]);
    yield csvLine(tmdb5000Columns.map((column) => json[column]));
  }
}

/** Yields the rows of tmdb_5000_credits.csv. */
export function* tmdb5000CreditsRows(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { id, cast, crew } of creditsEntries(edition, tokens, ledger)) {
    yield csvLine([String(id), '', toJson(cast), toJson(crew)]);
  }
}

/** Yields the rows of TMDB_movie_dataset_v11.csv: lists are names joined by commas, those of languages in English. */
export function* tmdbCsvRows(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { movie, cells } of wholeEntries(edition, tokens, ledger)) {
    const names = { ...cells, backdrop_path: '', keywords: toNames(keywordsOf(edition, movie) ?? '[]') };
    for (const column of lists) names[column] = toNames(cells[column]);
    yield csvLine(tmdbCsvColumns.map((column) => names[column]));
  }
}

/** Yields the lines of movies.jsonl, as TMDB's API gives the details of movies. */
export function* tmdbApiLines(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { movie, cells, kind } of wholeEntries(edition, tokens, ledger)) {
    const values = movieColumns.map((column) => [column, toValue(column, cells[column])]);
    const object: Record<string, unknown> = Object.fromEntries(values);
    const [keywords, credits] = [keywordsOf(edition, movie), creditsOf(edition, tokens, movie)];
    if (kind !== 'rejected' && keywords !== undefined) object.keywords = { keywords: toLiteral(keywords) };
    if (kind !== 'rejected' && credits !== undefined) {
      object.credits = { cast: toLiteral(credits.cast), crew: toLiteral(credits.crew) };
    }
    yield `${JSON.stringify(object)}\n`;
  }
}

const lists = [
  'genres',
  'production_companies',
  'production_countries',
  'spoken_languages',
] as const satisfies readonly MovieColumn[];

const literals: readonly MovieColumn[] = [...lists, 'belongs_to_collection'];

function* wholeEntries(
  edition: Edition,
  tokens: Tokens,
  ledger: Ledger,
): Generator<{ movie: number; cells: Cells; kind: Entry['kind'] }> {
  for (const { movie, cells, kind } of movieEntries(edition, tokens, ledger)) {
    if (cells.length === movieColumns.length) {
      const named = movieColumns.map((column, at) => [column, cells[at]]);
      yield { movie, cells: Object.fromEntries(named), kind };
    } else {
      ledger.rejected.total--;
      ledger.rejected.fieldCount--;
    }
  }
}

/** A literal as JSON; text that is none stays. */
function toJson(cell: string): string {
  const value = toLiteral(cell);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of a literal; text that is none stays. */
function toLiteral(cell: string): PythonValue {
  try {
    return cell === '' ? null : parsePythonLiteral(cell);
  } catch {
    return cell;
  }
}

function toNames(cell: string): string {
  const value = toLiteral(cell);
  if (!Array.isArray(value)) return cell;
  return value.map((entry) => nameOf(entry as Record<string, string>)).join(', ');
}

const nameOf = ({ iso_639_1: language = '', name = '' }: Record<string, string>): string =>
  languageEnglishNames.get(language) ?? name;

/** Numbers and truth values as JSON has them, lists as arrays; text that is none of these stays. */
function toValue(column: MovieColumn, cell: string): unknown {
  if (literals.includes(column)) return toLiteral(cell);
  if (cell === '') return null;
  if (column === 'adult' || column === 'video') return cell === 'True';
  return numbers.has(column) && /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/.test(cell) ? Number(cell) : cell;
}

const numbers = new Set<MovieColumn>([
  'id',
  'budget',
  'revenue',
  'runtime',
  'popularity',
  'vote_average',
  'vote_count',
]);
