import type { ShapeName } from '../src/model/shape-name.js';

/** The files of an edition in each shape, in the order in which they appear: that of the movies last. */
export const sampleFiles = {
  'the-movies-dataset': [
    'credits.csv',
    'keywords.csv',
    'links.csv',
    'links_small.csv',
    'ratings.csv',
    'ratings_small.csv',
    'movies_metadata.csv',
  ],
  'tmdb-5000': ['tmdb_5000_credits.csv', 'tmdb_5000_movies.csv'],
  'tmdb-api': ['movies.jsonl'],
  'tmdb-csv': ['TMDB_movie_dataset_v11.csv'],
} as const satisfies Record<ShapeName, readonly string[]>;

export type SampleFile = (typeof sampleFiles)[ShapeName][number];
