import type { Cell } from '../csv/read-dicts.js';
import { idOfName, normaliseName } from './name-ids.js';
import { findByName } from './tmdb-names.js';

/*
 * Lists of names joined by `, `, as references with ids (rule 21).
 */

/** Legal forms, as pieces of a list: `Quillon Films, Ltd.` is one company. */
const legalForm =
  /^(?:inc|incorporated|l\.?t\.?d|limited|l\.?l\.?c|l\.?l\.?p|l\.?p|co|company|corp|corporation|p\.?l\.?c|pty|pvt|pte|g\.?m\.?b\.?h|a\.?g|k\.?g|e\.?v|s\.?a|s\.?a\.?s|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?l|s\.?l\.?u|b\.?v|n\.?v|a\/s|a\.?s|aps|a\.?b|oy|oyj|k\.?k|ltda|s\.?r\.?o|d\.?o\.?o|kft|zrt|c\.?v|s\.?a\.? de c\.?v|sp\. z o\.? ?o|z o\.? ?o|gmbh & co\.? kg|& co\.? kg|(?:co|pty|pvt|pte)\.?,? ltd|(?:co|private) limited)\.?$/i;

/** A list that a tool has re-saved with ids is read as in other shapes; an empty cell stays one. */
const isLiteral = (cell: string): boolean => /^\s*(?:$|\[\s*\]|\[\s*\{|\{)/.test(cell);

const isNone = (cell: string): boolean => /^\s*\[\s*\]\s*$/.test(cell);

const splitNames = (cell: string): string[] =>
  cell
    .split(', ')
    .map(normaliseName)
    .filter((name) => name !== '');

/** `Jim Henson Company, The`. */
const article = 'The';

/** Returns the names of companies; a piece that is nothing but a legal form or an article belongs to the piece before it. */
function splitCompanies(cell: string): string[] {
  const names: string[] = [];
  for (const piece of splitNames(cell)) {
    const before = names.at(-1);
    if (before !== undefined && (piece === article || legalForm.test(piece)))
      names[names.length - 1] = `${before}, ${piece}`;
    else names.push(piece);
  }
  return names;
}

const withId = (name: string) => ({ id: idOfName(name), name });

export const companiesOf = (cell: string): Cell =>
  isLiteral(cell) ? cell : splitCompanies(cell).map(withId);

export const keywordsOf = (cell: string): Cell => (isLiteral(cell) ? cell : splitNames(cell).map(withId));

/** Genres: by TMDB's list, else as companies. */
export const genresOf = (cell: string): Cell =>
  isLiteral(cell)
    ? cell
    : splitNames(cell).map((name) => {
        const listed = findByName('genre', name);
        return listed === undefined ? withId(name) : { id: Number(listed.id), name: listed.name };
      });

/** Countries and languages: by TMDB's lists, else by an id as those of companies in place of the code. */
export const codesOf = (cell: string, kind: 'country' | 'language', key: 'iso_3166_1' | 'iso_639_1'): Cell =>
  isLiteral(cell)
    ? cell
    : splitNames(cell).map((name) => {
        const listed = findByName(kind, name);
        return { [key]: listed?.id ?? String(idOfName(name)), name: listed?.name ?? name };
      });

/** A cast, in the order of the list. */
export const castOf = (cell: string): Cell =>
  isLiteral(cell) ? cell : splitNames(cell).map((name, order) => ({ ...withId(name), order }));

/** People of the crew with one job; `[]` is none. */
export const crewOf = (cell: string, job: string, department: string) =>
  (isNone(cell) ? [] : splitNames(cell)).map((name) => ({ ...withId(name), job, department }));
