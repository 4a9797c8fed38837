import type { Figure, MeasureName } from '../measures.js';

/** A figure whose movies are to be shown. */
export type Choice = {
  /** What the movies have in common, such as `1990` or `1990 · Drama`. */
  title: string;
  /** `links.movies` of its row. */
  link: string;
  measure: MeasureName;
  figure: Figure | undefined;
};

/** Shows the movies behind a row of a figure. */
export type Choose<Row> = (row: Row) => void;
