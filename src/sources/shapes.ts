import type { Shape } from './shape.js';
import { theMoviesDataset } from './the-movies-dataset.js';
import { tmdb5000 } from './tmdb-5000.js';
import { tmdbApi } from './tmdb-api.js';
import { tmdbCsv } from './tmdb-csv.js';

/** All shapes, in the order in which they are tried: one that needs more columns stands before those that need fewer of them. */
export const shapes: readonly Shape[] = [theMoviesDataset, tmdbCsv, tmdb5000, tmdbApi];
