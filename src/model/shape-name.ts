/** The shapes in which people have the data: docs/data-model.md describes them. */
export const shapeNames = ['the-movies-dataset', 'tmdb-csv', 'tmdb-5000', 'tmdb-api'] as const;

export type ShapeName = (typeof shapeNames)[number];
