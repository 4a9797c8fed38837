import * as cells from '../../csv/cells.js';
import type { Correction } from '../../model/correction.js';
import type { textColumns } from '../../sources/movie-record.js';

/** A field that a correction may name. */
type Correctable = {
  /** The column whose cell the correction replaces. */
  column: (typeof textColumns)[number];
  /** What a value must be, for messages. */
  allowed: string;
  /** Returns what a cell means: null is unknown, undefined cannot be read. */
  read(cell: string): cells.Parsed<string | number | boolean>;
};

const orNothing = 'or nothing for not known';

const text = (column: Correctable['column']): Correctable => ({
  column,
  allowed: `a text, ${orNothing}`,
  read: cells.readText,
});

const truth = (column: Correctable['column']): Correctable => ({
  column,
  allowed: `true or false, ${orNothing}`,
  read: cells.readBoolean,
});

/** As the rules read money, but an amount that they would flag is a mistake of the correction. */
const money = (column: Correctable['column']): Correctable => ({
  column,
  allowed: `whole US dollars, 1000 or more, ${orNothing}`,
  read(cell) {
    const { amount, isSuspect } = cells.readMoney(cell);
    return isSuspect ? undefined : amount;
  },
});

/** The statuses of TMDB. Another one, such as a misspelt one, would take a movie out of every figure. */
const statuses = ['Released', 'Rumored', 'Planned', 'In Production', 'Post Production', 'Canceled'];

const longestRuntime = 100_000;

/**
 * The fields that can be corrected: facts of one value. Popularity, rating and votes are measurements of TMDB, which
 * nobody knows better; lists of entities have ids and order, which one cell cannot state.
 */
export const correctableFields: Readonly<Record<Correction['field'], Correctable>> = {
  title: {
    column: 'title',
    allowed: 'a text',
    read: (cell) => cells.readText(cell) ?? undefined,
  },
  originalTitle: text('original_title'),
  originalLanguage: {
    column: 'original_language',
    allowed: `an ISO 639 code of two or three small letters, ${orNothing}`,
    read: (cell) => matching(/^[a-z]{2,3}$/, cell),
  },
  overview: text('overview'),
  tagline: text('tagline'),
  homepage: text('homepage'),
  imdbId: {
    column: 'imdb_id',
    allowed: `tt and at least 7 digits, ${orNothing}`,
    read: cells.readImdbId,
  },
  status: {
    column: 'status',
    allowed: `one of ${statuses.join(', ')}, ${orNothing}`,
    read(cell) {
      const status = cells.readWord(cell);
      return status === null || statuses.includes(status) ? status : undefined;
    },
  },
  adult: truth('adult'),
  video: truth('video'),
  releaseDate: {
    column: 'release_date',
    allowed: `a date as YYYY-MM-DD, ${orNothing}`,
    read: (cell) =>
      matching(/^\d{4}-\d{2}-\d{2}$/, cell) === undefined ? undefined : cells.readDate(cell).date,
  },
  runtime: {
    column: 'runtime',
    allowed: `minutes up to ${longestRuntime}, ${orNothing}`,
    read(cell) {
      const { score, isAbsurd } = cells.readScoreUpTo(cell, longestRuntime);
      return isAbsurd ? undefined : score || (score === undefined ? undefined : null);
    },
  },
  budget: money('budget'),
  revenue: money('revenue'),
};

/** Null for an empty cell, undefined for one that does not match. */
function matching(pattern: RegExp, cell: string): cells.Parsed<string> {
  const word = cells.readWord(cell);
  return word === null || pattern.test(word) ? word : undefined;
}

export const isCorrectable = (field: string): field is Correction['field'] =>
  Object.hasOwn(correctableFields, field);
