import type { Columns } from '../csv/columns.js';
import type { Movie } from '../model/movie.js';
import { csvMovies } from './csv-movies.js';
import { type MovieRecord, withoutFraction } from './movie-record.js';
import { castOf, codesOf, companiesOf, crewOf, genresOf, keywordsOf } from './name-lists.js';
import type { Shape } from './shape.js';

const needed = [
  'budget',
  'genres',
  'id',
  'imdb_id',
  'original_language',
  'original_title',
  'overview',
  'popularity',
  'production_companies',
  'production_countries',
  'release_date',
  'revenue',
  'runtime',
  'spoken_languages',
  'status',
  'tagline',
  'title',
  'vote_average',
  'vote_count',
] as const;

/** The columns that some files lack, with the fields that come from them. */
const optional = {
  adult: ['adult'],
  homepage: ['homepage'],
  poster_path: ['posterPath'],
  keywords: ['keywords'],
  cast: ['cast'],
  director: ['directors'],
  director_of_photography: [],
  writers: ['writers'],
  producers: ['producers'],
  music_composer: ['composers'],
} as const satisfies Record<string, readonly (keyof Movie)[]>;

type Column = (typeof needed)[number] | keyof typeof optional;

const columns: Columns<Column> = {
  needed,
  optional: Object.keys(optional) as (keyof typeof optional)[],
  unread: ['backdrop_path', 'imdb_rating', 'imdb_votes'],
};

/** The job and the department of the people in each column. */
const jobs = [
  ['director', 'Director', 'Directing'],
  ['writers', 'Writer', 'Writing'],
  ['producers', 'Producer', 'Production'],
  ['music_composer', 'Original Music Composer', 'Sound'],
  ['director_of_photography', 'Director of Photography', 'Camera'],
] as const satisfies readonly (readonly [Column, string, string])[];

const toMovieRecord = (cells: Record<Column, string>): MovieRecord => ({
  ...cells,
  id: withoutFraction(cells.id),
  belongs_to_collection: '',
  video: '',
  genres: genresOf(cells.genres),
  production_companies: companiesOf(cells.production_companies),
  production_countries: codesOf(cells.production_countries, 'country', 'iso_3166_1'),
  spoken_languages: codesOf(cells.spoken_languages, 'language', 'iso_639_1'),
  keywords: keywordsOf(cells.keywords),
  cast: castOf(cells.cast),
  crew: jobs.flatMap(([column, job, department]) => crewOf(cells[column], job, department)),
});

/** The daily or weekly CSV of all movies at TMDB: lists are names joined by `, `. */
export const tmdbCsv: Shape = {
  name: 'tmdb-csv',
  moviesFile: {
    name: 'TMDB_movie_dataset_v11.csv',
    pattern: /^TMDB_(?:movie_dataset|all_movies)[^/]*\.csv$/i,
  },
  columns,
  sides: {},
  lacks: ['collection', 'video', 'movieLensId', 'movieLens'],
  read: csvMovies('tmdb-csv', columns, toMovieRecord, optional),
};
