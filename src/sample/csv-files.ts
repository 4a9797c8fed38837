/** The seven files of an edition and their columns, in the data set's order. */
export const columns = {
  'credits.csv': ['cast', 'crew', 'id'],
  'keywords.csv': ['id', 'keywords'],
  'links.csv': ['movieId', 'imdbId', 'tmdbId'],
  'links_small.csv': ['movieId', 'imdbId', 'tmdbId'],
  'ratings.csv': ['userId', 'movieId', 'rating', 'timestamp'],
  'ratings_small.csv': ['userId', 'movieId', 'rating', 'timestamp'],
  'movies_metadata.csv': [
    'adult',
    'belongs_to_collection',
    'budget',
    'genres',
    'homepage',
    'id',
    'imdb_id',
    'original_language',
    'original_title',
    'overview',
    'popularity',
    'poster_path',
    'production_companies',
    'production_countries',
    'release_date',
    'revenue',
    'runtime',
    'spoken_languages',
    'status',
    'tagline',
    'title',
    'video',
    'vote_average',
    'vote_count',
  ],
} as const;

/** Name of one of the seven files. */
export type CsvFile = keyof typeof columns;

/** A column of movies_metadata.csv. */
export type MovieColumn = (typeof columns)['movies_metadata.csv'][number];

/** The cells of one movie, by column. */
export type MovieCells = Record<MovieColumn, string>;

/** The cells of one movie in the file's order. */
export function inOrder(cells: MovieCells): string[] {
  return columns['movies_metadata.csv'].map((column) => cells[column]);
}
