import { DatasetError } from './dataset-error.js';

/** Where each column is: its index in a row. */
export type ColumnIndex<C extends string> = Readonly<Record<C, number>>;

/**
 * Finds columns by name, in whatever order they are.
 * @throws {DatasetError} naming the columns that are missing, unknown or there twice.
 */
export function indexColumns<C extends string>(
  header: readonly string[],
  columns: readonly C[],
  file: string,
): ColumnIndex<C> {
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter(
    (name, index) => !columns.includes(name as C) || header.indexOf(name) !== index,
  );
  if (missing.length > 0 || extra.length > 0) {
    const faults = [
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      extra.length > 0
        ? `unknown or repeated: ${extra.map((name) => `'${name.slice(0, 60)}'`).join(', ')}`
        : '',
    ];
    throw new DatasetError(
      `${file}: line 1: the header is not that of The Movies Dataset (${faults.filter(Boolean).join('; ')}). ` +
        `Expected, separated by commas: ${columns.join(',')}`,
    );
  }
  return Object.fromEntries(columns.map((column) => [column, header.indexOf(column)])) as ColumnIndex<C>;
}
