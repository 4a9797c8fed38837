/** The columns of the files beside movies_metadata.csv; `indexColumns` finds them in a header. */

/** `cast` and `crew` are Python literals; `id` is the TMDB id. */
export const creditsColumns = ['cast', 'crew', 'id'] as const;

/** `keywords` is a Python literal; `id` is the TMDB id. */
export const keywordsColumns = ['id', 'keywords'] as const;

/** `movieId` is MovieLens', the key of ratings; `imdbId` has lost its `tt` and its zeros. */
export const linksColumns = ['movieId', 'imdbId', 'tmdbId'] as const;

/** `rating` is 0.5 to 5 in halves; `timestamp` is in seconds since 1970. */
export const ratingsColumns = ['userId', 'movieId', 'rating', 'timestamp'] as const;
