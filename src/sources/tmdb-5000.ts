import type { Columns } from '../csv/columns.js';
import { csvMovies } from './csv-movies.js';
import { type MovieRecord, withoutFraction } from './movie-record.js';
import type { Shape } from './shape.js';

/** The 20 columns of tmdb_5000_movies.csv, in its order. */
export const tmdb5000Columns = [
  'budget',
  'genres',
  'homepage',
  'id',
  'keywords',
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

type Column = (typeof tmdb5000Columns)[number];

const columns: Columns<Column> = { needed: tmdb5000Columns, aliases: { movie_id: 'id' } };

const toMovieRecord = (cells: Record<Column, string>): MovieRecord => ({
  ...cells,
  id: withoutFraction(cells.id),
  adult: '',
  belongs_to_collection: '',
  imdb_id: '',
  poster_path: '',
  video: '',
});

/** The TMDB 5000 Movie Dataset: two CSV files, whose lists are JSON in a cell. */
export const tmdb5000: Shape = {
  name: 'tmdb-5000',
  moviesFile: { name: 'tmdb_5000_movies.csv', pattern: /^tmdb_5000_movies\.csv$/i },
  columns,
  sides: { credits: { name: 'tmdb_5000_credits.csv' } },
  lacks: ['imdbId', 'collection', 'adult', 'video', 'posterPath', 'movieLensId', 'movieLens'],
  read: csvMovies('tmdb-5000', columns, toMovieRecord),
};
