/** The files of The Movies Dataset and their columns; `indexColumns` finds them in a header. */

/** The 24 columns of movies_metadata.csv. */
export const movieColumns = [
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
] as const;

export type MovieColumn = (typeof movieColumns)[number];

/** A row of movies_metadata.csv: its cells as text. */
export type MovieRecord = Record<MovieColumn, string>;

/** `cast` and `crew` are Python literals; `id` is the TMDB id. */
export const creditsColumns = ['cast', 'crew', 'id'] as const;

/** `keywords` is a Python literal; `id` is the TMDB id. */
export const keywordsColumns = ['id', 'keywords'] as const;

/** `movieId` is MovieLens', the key of ratings; `imdbId` has lost its `tt` and its zeros. */
export const linksColumns = ['movieId', 'imdbId', 'tmdbId'] as const;

/** `rating` is 0.5 to 5 in halves; `timestamp` is in seconds since 1970. */
export const ratingsColumns = ['userId', 'movieId', 'rating', 'timestamp'] as const;
