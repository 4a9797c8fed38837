import type { Shape } from './shape.js';
import { theMoviesDataset } from './the-movies-dataset.js';

/** All shapes, in the order in which they are tried: one that needs more columns stands before those that need fewer of them. */
export const shapes: readonly Shape[] = [theMoviesDataset];
