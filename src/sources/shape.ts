import type { Columns } from '../csv/columns.js';
import type { SourceStream } from '../csv/read-header.js';
import type { Movie } from '../model/movie.js';
import type { ShapeName } from '../model/shape-name.js';
import type { MovieRow } from './movie-record.js';

/** What the files beside the one with the movies hold. */
export const sideRoles = ['credits', 'keywords', 'links', 'ratings'] as const;
export type SideRole = (typeof sideRoles)[number];

/** The fields of movies that come from each of them. */
export const fieldsOfSides = {
  credits: ['cast', 'directors', 'writers', 'producers', 'composers'],
  keywords: ['keywords'],
  links: ['movieLensId', 'movieLens'],
  ratings: ['movieLens'],
} as const satisfies Record<SideRole, readonly (keyof Movie)[]>;

/** A shape in which people have the data. */
export type Shape = {
  name: ShapeName;
  /** The name of the file with the movies, as published, and the pattern of such names. */
  moviesFile: { name: string; pattern: RegExp };
  /** The columns of that file; undefined where it is JSON. */
  columns?: Columns<string>;
  /** The names of the other files. */
  sides: Partial<Record<SideRole, SideFile>>;
  /** Fields of movies that the shape does not have. */
  lacks: readonly (keyof Movie)[];
  /**
   * Reads the file with the movies.
   * @throws {DatasetError} when a column is missing
   */
  read(file: SourceStream, signal: AbortSignal): Promise<MovieFile>;
};

type SideFile = {
  name: string;
  /** Its small counterpart, which is not a subset of it: they are never mixed. */
  small?: string;
};

/** The file with the movies, being read. */
export type MovieFile = {
  rows: AsyncIterable<MovieRow>;
  /** What the file holds that is not read, and the fields that it lacks; call it when all rows are read. */
  summary(): { ignored: string[]; lacks: (keyof Movie)[] };
};
