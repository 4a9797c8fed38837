import * as cells from '../../csv/cells.js';
import type { CorrectableField } from '../../model/correction.js';
import { movieStatuses } from '../../model/movie.js';
import type { textColumns } from '../../sources/movie-record.js';

/** The cell behind a field that can be corrected. */
type CorrectedCell = {
  column: (typeof textColumns)[number];
  /** What a correction may say, for messages. */
  allowed: string;
  /** Returns what a cell means: null is unknown, undefined cannot be read. */
  read(cell: string): cells.Parsed<string | number | boolean>;
};

const orNothing = 'or nothing for not known';

const text = (column: CorrectedCell['column']): CorrectedCell => ({
  column,
  allowed: `a text, ${orNothing}`,
  read: cells.readText,
});

const truth = (column: CorrectedCell['column']): CorrectedCell => ({
  column,
  allowed: `true or false, ${orNothing}`,
  read: cells.readBoolean,
});

/** As rule 5 reads money, but 1 to 999, which it takes for a unit error, is a mistake of the correction. */
const money = (column: CorrectedCell['column']): CorrectedCell => ({
  column,
  allowed: `whole US dollars from 1000 on, ${orNothing}`,
  read(cell) {
    const { amount, isSuspect } = cells.readMoney(cell);
    return isSuspect ? undefined : amount;
  },
});

/** A misspelt status would take a movie out of every figure. */
const statuses: readonly string[] = movieStatuses;

/** Minutes, as the rules have it. */
const longestRuntime = 100_000;

export const correctedCells: Readonly<Record<CorrectableField, CorrectedCell>> = {
  title: { column: 'title', allowed: 'a text', read: (cell) => cells.readText(cell) ?? undefined },
  originalTitle: text('original_title'),
  originalLanguage: {
    column: 'original_language',
    allowed: `an ISO 639 code of two or three small letters, ${orNothing}`,
    read: (cell) => readMatching(/^[a-z]{2,3}$/, cell),
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
    read(cell) {
      const date = readMatching(/^\d{4}-\d{2}-\d{2}$/, cell);
      return date ? cells.readDate(date).date : date;
    },
  },
  runtime: {
    column: 'runtime',
    allowed: `minutes up to ${longestRuntime}, ${orNothing}`,
    read(cell) {
      const { score, isAbsurd } = cells.readScoreUpTo(cell, longestRuntime);
      // 0 minutes are not known.
      return isAbsurd ? undefined : score === 0 ? null : score;
    },
  },
  budget: money('budget'),
  revenue: money('revenue'),
};

/** Null for an empty cell, undefined for one that does not match. */
function readMatching(pattern: RegExp, cell: string): cells.Parsed<string> {
  const word = cells.readWord(cell);
  return word === null || pattern.test(word) ? word : undefined;
}
