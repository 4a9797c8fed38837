import { csvMovies } from './csv-movies.js';
import { listColumns, type MovieColumn, textColumns, withoutFraction } from './movie-record.js';
import type { Shape } from './shape.js';

/** The 24 columns of movies_metadata.csv, in its order. */
export const movieColumns: readonly MovieColumn[] = [...textColumns, ...listColumns].sort();

/** `cast` and `crew` are Python literals; `id` is the TMDB id. */
export const creditsColumns = ['cast', 'crew', 'id'] as const;

/** `keywords` is a Python literal; `id` is the TMDB id. */
export const keywordsColumns = ['id', 'keywords'] as const;

/** `movieId` is MovieLens', the key of ratings; `imdbId` has lost its `tt` and its zeros. */
export const linksColumns = ['movieId', 'imdbId', 'tmdbId'] as const;

/** `rating` is 0.5 to 5 in halves; `timestamp` is in seconds since 1970. */
export const ratingsColumns = ['userId', 'movieId', 'rating', 'timestamp'] as const;

/** The Movies Dataset: seven CSV files, whose lists are Python literals. */
export const theMoviesDataset: Shape = {
  name: 'the-movies-dataset',
  moviesFile: { name: 'movies_metadata.csv', pattern: /^movies_metadata\.csv$/i },
  columns: { needed: movieColumns },
  sides: {
    credits: { name: 'credits.csv' },
    keywords: { name: 'keywords.csv' },
    links: { name: 'links.csv', small: 'links_small.csv' },
    ratings: { name: 'ratings.csv', small: 'ratings_small.csv' },
  },
  lacks: [],
  // Object.assign, because spreading so many fields takes several times as long.
  read: csvMovies('the-movies-dataset', { needed: movieColumns }, (cells) =>
    Object.assign(cells, { id: withoutFraction(cells.id) }),
  ),
};
