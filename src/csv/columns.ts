import { DatasetError } from '../files/dataset-error.js';

/** Where each column is: its index in a row. */
export type ColumnIndex<C extends string> = Readonly<Record<C, number>>;

/** Delimiters that some programs use in place of commas. */
const otherDelimiters = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };

/**
 * Finds the columns of a file of the data set by name, in whatever order they are.
 * @param file - where the header stands, for the message
 * @throws {DatasetError} naming the columns that are missing, unknown or there twice, or the wrong delimiter
 */
export function indexColumns<C extends string>(
  header: readonly string[],
  columns: readonly C[],
  file: string,
): ColumnIndex<C> {
  const expected = `Expected, separated by commas and in any order: ${columns.join(',')}`;
  const delimiter = findOtherDelimiter(header, columns);
  if (delimiter !== undefined) {
    throw new DatasetError(
      `${file}: line 1: the columns are separated by ${delimiter}, not by commas, as some spreadsheets save a CSV. ` +
        `Take the file as published, or save it again with commas. ${expected}`,
    );
  }
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter(
    (name, index) => !columns.includes(name as C) || header.indexOf(name) !== index,
  );
  if (missing.length > 0 || extra.length > 0) {
    const names = extra.slice(0, 30).map((name) => `'${name.slice(0, 60)}'`);
    const faults = [
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      extra.length > 0
        ? `unknown or repeated: ${names.join(', ')}${extra.length > 30 ? ` and ${extra.length - 30} more` : ''}`
        : '',
    ];
    throw new DatasetError(
      `${file}: line 1: the header is not that of The Movies Dataset (${faults.filter(Boolean).join('; ')}). ${expected}`,
    );
  }
  return Object.fromEntries(columns.map((column) => [column, header.indexOf(column)])) as ColumnIndex<C>;
}

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
