import { listNames } from '../csv/columns.js';
import type { PythonDict, PythonValue } from '../csv/python-literal/parse-python-literal.js';
import type { SourceStream } from '../csv/read-header.js';
import { DatasetError } from '../files/dataset-error.js';
import type { Movie } from '../model/movie.js';
import { readObjects } from './json/read-objects.js';
import { type MovieRecord, type MovieRow, textColumns } from './movie-record.js';
import { fieldsOfSides, type MovieFile, type Shape } from './shape.js';

/** Keys without which an object is not the details of a movie. */
const neededKeys = [
  'id',
  'title',
  'release_date',
  'status',
  'budget',
  'revenue',
  'genres',
  'production_companies',
];

/** The field of each other key, to tell which fields an edition lacks. */
const fields: Readonly<Record<string, readonly (keyof Movie)[]>> = {
  adult: ['adult'],
  belongs_to_collection: ['collection'],
  credits: fieldsOfSides.credits,
  homepage: ['homepage'],
  imdb_id: ['imdbId'],
  keywords: ['keywords'],
  original_language: ['originalLanguage'],
  original_title: ['originalTitle'],
  overview: ['overview'],
  popularity: ['popularity'],
  poster_path: ['posterPath'],
  production_countries: ['countries'],
  runtime: ['runtime'],
  spoken_languages: ['languages'],
  tagline: ['tagline'],
  video: ['video'],
  vote_average: ['rating'],
  vote_count: ['votes'],
};

/** Keys of TMDB's API that are not read. */
const unreadKeys = ['backdrop_path', 'origin_country', 'softcore'];

const isObject = (value: PythonValue | undefined): value is PythonDict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a cell of a CSV file has it. */
function toText(value: PythonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns the record of an object; keywords and credits are those of `append_to_response=credits,keywords`. */
function toMovieRecord(object: PythonDict): MovieRecord {
  const { keywords, credits } = object;
  const text = Object.fromEntries(textColumns.map((column) => [column, toText(object[column])])) as Record<
    (typeof textColumns)[number],
    string
  >;
  return {
    ...text,
    belongs_to_collection: object.belongs_to_collection ?? null,
    genres: object.genres ?? null,
    production_companies: object.production_companies ?? null,
    production_countries: object.production_countries ?? null,
    spoken_languages: object.spoken_languages ?? null,
    keywords: (isObject(keywords) ? (keywords.keywords ?? keywords.results) : keywords) ?? null,
    cast: (isObject(credits) ? credits.cast : null) ?? null,
    crew: (isObject(credits) ? credits.crew : null) ?? null,
  };
}

async function* readMovieRows({ stream, where }: SourceStream, seen: Set<string>): AsyncGenerator<MovieRow> {
  for await (const row of readObjects(stream, where)) {
    const { line, bytes } = row;
    if (row.problem !== undefined) {
      yield {
        line,
        bytes,
        fault: { column: null, reason: 'json', message: `the line is no JSON: ${row.problem}` },
      };
    } else if (!isObject(row.value)) {
      yield { line, bytes, fault: { column: null, reason: 'json', message: 'a movie is a JSON object' } };
    } else {
      if (seen.size === 0) expectMovie(row.value, where);
      for (const key in row.value) seen.add(key);
      yield { line, bytes, record: toMovieRecord(row.value) };
    }
  }
}

/** @throws {DatasetError} when an object is something else than a movie, or TMDB's reply that it is gone */
function expectMovie(object: PythonDict, where: string): void {
  const missing = neededKeys.filter((key) => !(key in object));
  if (missing.length === 0 || 'status_code' in object) return;
  throw new DatasetError(
    `${where}: the objects are no details of movies (missing: ${missing.join(', ')}). Found: ${listNames(Object.keys(object))}. ` +
      'Tried: tmdb-api, the only shape that is JSON: what /movie/{id} of the API answers',
  );
}

async function read(file: SourceStream): Promise<MovieFile> {
  const seen = new Set<string>();
  const known = new Set([...neededKeys, ...Object.keys(fields), ...unreadKeys]);
  return {
    rows: readMovieRows(file, seen),
    summary: () => ({
      ignored: [...seen].filter((key) => !known.has(key)),
      lacks: Object.entries(fields).flatMap(([key, names]) => (seen.has(key) ? [] : names)),
    }),
  };
}

/** Details of movies as TMDB's API gives them: one JSON array, `{"results": […]}`, or JSON lines. */
export const tmdbApi: Shape = {
  name: 'tmdb-api',
  moviesFile: { name: 'movies.jsonl', pattern: /^movies\.(?:json|jsonl|ndjson)$/i },
  sides: {},
  lacks: ['movieLensId', 'movieLens'],
  read,
};
