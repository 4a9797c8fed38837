import type { Fault } from '../csv/faults.js';
import type { Cell } from '../csv/read-dicts.js';

/** Columns that hold one value, by TMDB's names. */
export const textColumns = [
  'adult',
  'budget',
  'homepage',
  'id',
  'imdb_id',
  'original_language',
  'original_title',
  'overview',
  'popularity',
  'poster_path',
  'release_date',
  'revenue',
  'runtime',
  'status',
  'tagline',
  'title',
  'video',
  'vote_average',
  'vote_count',
] as const;

/** Columns that hold references to entities: lists, but for the one collection. */
export const listColumns = [
  'belongs_to_collection',
  'genres',
  'production_companies',
  'production_countries',
  'spoken_languages',
] as const;

export type MovieColumn = (typeof textColumns)[number] | (typeof listColumns)[number];

/** A movie as all shapes give it: its values as text, empty where the shape lacks them, and its lists. */
export type MovieRecord = Record<(typeof textColumns)[number], string> &
  Record<(typeof listColumns)[number], Cell> & {
    /** Undefined where another file holds them, or none. */
    keywords?: Cell;
    cast?: Cell;
    crew?: Cell;
  };

/** A row or object of the file with the movies. */
export type MovieRow = {
  /** Physical line on which it begins, from 1; of a JSON document the number of the object, from 1. */
  line: number;
  /** As it stands in the file. */
  bytes: Buffer;
  /** It was split over two rows, and has been joined. */
  isRepaired?: true;
} & ({ record: MovieRecord; fault?: undefined } | { fault: Fault; record?: undefined });

/** Tools that hold a column as floats, because of its gaps, write 862.0 for 862. */
export const withoutFraction = (cell: string): string => cell.trim().replace(/\.0+$/, '');
