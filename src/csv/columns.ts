import { DatasetError } from '../files/dataset-error.js';
import { showCell } from '../files/show-text.js';

/** Where each column is: its index in a row, -1 for an optional one that the file lacks. */
export type ColumnIndex<C extends string> = Readonly<Record<C, number>>;

/** The columns of a file, in any order. */
export type Columns<C extends string> = {
  needed: readonly C[];
  optional?: readonly C[];
  /** Columns that are known but not read. */
  unread?: readonly string[];
  /** Other names of columns. */
  aliases?: Readonly<Record<string, C>>;
};

/** The columns of a file are not those of its shape. */
export class UnexpectedColumnsError extends DatasetError {}

/** Delimiters that some programs use in place of commas. */
const otherDelimiters = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };

/** Names listed in a message. */
const maxListed = 30;

/**
 * Finds the columns of a file by name, in whatever order they are; other columns are passed over.
 * @param file - where the header stands, for the message
 * @throws {UnexpectedColumnsError} naming the columns that are missing or there twice
 * @throws {DatasetError} naming the wrong delimiter
 */
export function indexColumns<C extends string>(
  cells: readonly string[],
  { needed, optional = [], aliases = {} }: Columns<C>,
  file: string,
): ColumnIndex<C> {
  const header = cells.map((name) => usualName(name, cells, aliases));
  expectCommas(header, needed, file);
  const known = new Set<string>([...needed, ...optional]);
  const missing = needed.filter((column) => !header.includes(column));
  const unknown = header.filter((name) => !known.has(name));
  const repeated = header.filter((name, index) => known.has(name) && header.indexOf(name) !== index);
  if (missing.length > 0 || repeated.length > 0) {
    const others = [...(missing.length > 0 ? unknown : []), ...repeated];
    const faults = [
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      others.length > 0 ? `unknown or repeated: ${listNames(others)}` : '',
    ];
    throw new UnexpectedColumnsError(
      `${file}: line 1: the header is not the one expected (${faults.filter(Boolean).join('; ')}). ${expected(needed)}`,
    );
  }
  const all = [...needed, ...optional];
  return Object.fromEntries(all.map((column) => [column, header.indexOf(column)])) as ColumnIndex<C>;
}

/** Returns the columns of a header that are not known, each once. */
export function ignoredColumns(
  header: readonly string[],
  { needed, optional = [], unread = [], aliases = {} }: Columns<string>,
): string[] {
  const known = new Set([...needed, ...optional, ...unread, ...Object.keys(aliases)]);
  return [...new Set(header)].filter((name) => !known.has(name));
}

/** Returns the needed columns that a header lacks. */
export const missingColumns = <C extends string>(
  header: readonly string[],
  { needed, aliases = {} }: Columns<C>,
): C[] => needed.filter((column) => !header.some((name) => usualName(name, header, aliases) === column));

/** Returns names in quotes for a message: the first of them, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const listed = names.slice(0, maxListed).map(showCell);
  return `${listed.join(', ')}${names.length > maxListed ? ` and ${names.length - maxListed} more` : ''}`;
}

/** An alias counts where the column itself is not there. */
function usualName(
  name: string,
  header: readonly string[],
  aliases: Readonly<Record<string, string>>,
): string {
  const usual = aliases[name];
  return usual === undefined || header.includes(usual) ? name : usual;
}

/** @throws {DatasetError} when the columns are separated by something else than commas */
export function expectCommas(header: readonly string[], needed: readonly string[], file: string): void {
  const delimiter = findOtherDelimiter(header, needed);
  if (delimiter === undefined) return;
  throw new DatasetError(
    `${file}: line 1: the columns are separated by ${delimiter}, not by commas, as some spreadsheets save a CSV. ` +
      `Take the file as published, or save it again with commas. ${expected(needed)}`,
  );
}

const expected = (needed: readonly string[]): string =>
  `Expected, separated by commas and in any order: ${needed.join(',')}`;

/** The delimiter in words, when the header would name two columns or more if it were split there. */
function findOtherDelimiter(header: readonly string[], columns: readonly string[]): string | undefined {
  const line = header.join(',');
  for (const [delimiter, words] of Object.entries(otherDelimiters)) {
    const names = line.split(delimiter).map((name) => name.replaceAll('"', '').trim());
    if (columns.filter((column) => names.includes(column)).length >= 2) return words;
  }
  return undefined;
}

/** The cells of a row by the names of their columns. */
export function toRecord<C extends string>(cells: readonly string[], at: ColumnIndex<C>): Record<C, string> {
  const record = {} as Record<C, string>;
  for (const column in at) record[column] = cells[at[column]] ?? '';
  return record;
}
