/**
 * What a cell means (rules 3, 5, 7, 8): its value; `null`, unknown, where it is empty; `undefined` where it is not empty
 * and yet cannot be read.
 */
export type Parsed<T> = T | null | undefined;

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Any finite decimal number, also `81.0` and `3.5E7`. */
export function readNumber(cell: string): Parsed<number> {
  const text = cell.trim();
  if (text === '') return null;
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Popularity and vote_average: a finite number ≥ 0 (rule 8). */
export function readScore(cell: string): Parsed<number> {
  const value = readNumber(cell);
  return value !== null && value !== undefined && value < 0 ? undefined : value;
}

/** A score that may be at most `most`: a larger one, such as 1e308, is unknown but flagged. */
export function readScoreUpTo(cell: string, most: number): { score: Parsed<number>; isAbsurd: boolean } {
  const score = readScore(cell);
  const isAbsurd = typeof score === 'number' && score > most;
  return { score: isAbsurd ? null : score, isAbsurd };
}

/** vote_count and money: a whole number ≥ 0 that JavaScript holds exactly. */
export function readCount(cell: string): Parsed<number> {
  const value = readScore(cell);
  return typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : value;
}

/** A positive integer in plain digits (rule 3); anything else, the empty cell too, is undefined. */
export function readId(cell: string): number | undefined {
  const text = cell.trim();
  const id = /^\d+$/.test(text) ? Number(text) : 0;
  return id > 0 && Number.isSafeInteger(id) ? id : undefined;
}

/** `True` and `False` as pandas writes them, `TRUE` and `FALSE` as a spreadsheet does. */
export function readBoolean(cell: string): Parsed<boolean> {
  const text = cell.trim().toLowerCase();
  if (text === '') return null;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Text exactly as it stands; null when it is empty or only white space. */
export function readText(cell: string): string | null {
  return cell.trim() === '' ? null : cell;
}

/** A word of a fixed vocabulary, such as a status or a language code: text without the space around it. */
export function readWord(cell: string): string | null {
  return cell.trim() || null;
}

/** `tt` and the digits, padded to 7 (rule 10); `0` stands for none in the source. */
export function readImdbId(cell: string): Parsed<string> {
  const text = cell.trim();
  if (text === '' || text === '0') return null;
  if (/^tt\d{7,}$/.test(text)) return text;
  const digits = /^(?:tt)?(\d+)$/.exec(text)?.[1];
  return digits === undefined ? undefined : `tt${digits.padStart(7, '0')}`;
}

/**
 * Money (rule 5), also with `$` or `US$` in front and with commas between groups of three digits; any other currency is
 * unreadable. 0 is unknown; 1 to 999 is a unit error, unknown too but flagged.
 */
export function readMoney(cell: string): { amount: Parsed<number>; isSuspect: boolean } {
  const text = cell.trim().replace(/^(?:US)?\$ ?(?=[\d.])/, '');
  const amount = readCount(/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text);
  if (typeof amount !== 'number' || amount >= 1000) return { amount, isSuspect: false };
  return { amount: null, isSuspect: amount > 0 };
}

/** What stands first in `1/2/2003`; it holds for a whole edition (rule 7). */
export const dateOrders = ['month-first', 'day-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

const time = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?`;
const isoDate = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]${time})?$`);
const slashedDate = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})(?: ${time})?$`);

/**
 * A date (rule 7) as `YYYY-MM-DD`: ISO, or `M/D/YYYY` (`D/M/YYYY`) as a spreadsheet saves it; a time behind it is left
 * out. `M/D/YY` is ambiguous.
 */
export function readDate(
  cell: string,
  order: DateOrder = 'month-first',
): { date: Parsed<string>; isAmbiguous: boolean } {
  const text = cell.trim();
  if (text === '') return { date: null, isAmbiguous: false };
  const iso = isoDate.exec(text);
  if (iso !== null) return { date: calendarDate(iso[1], iso[2], iso[3]), isAmbiguous: false };
  const slashed = slashedDate.exec(text);
  if (slashed === null) return { date: undefined, isAmbiguous: false };
  const [, first, second, year] = slashed;
  if (year?.length === 2) return { date: null, isAmbiguous: true };
  const [month, day] = order === 'month-first' ? [first, second] : [second, first];
  return { date: calendarDate(year, month, day), isAmbiguous: false };
}

/** The date in ISO form if the calendar has it (no 30 February, no year 0). */
function calendarDate(year = '', month = '', day = ''): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const isReal = y > 0 && m >= 1 && m <= 12 && d >= 1 && d <= daysOf(y, m);
  return isReal ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
