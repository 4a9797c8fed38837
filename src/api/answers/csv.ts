import { type CsvValue, csvLine } from '../../csv/csv-line.js';

type Row = Record<string, unknown>;

/** What JSON Schema says of a row's cells; only the parts that matter here. */
export type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
};

/**
 * The columns of a row, as paths: `genre.id`, `profit.sum`. One that not every row has is there if it is `wanted`.
 * A column that holds a list of objects has theirs, and its row a line for each of them.
 */
export function columnsOf(schema: Schema, wanted: ReadonlySet<string>, prefix: string[] = []): string[][] {
  const { properties, required = [] } = schema;
  if (properties === undefined) return [prefix];
  return Object.entries(properties)
    .filter(([name]) => required.includes(name) || wanted.has(name))
    .flatMap(([name, cell]) => columnsOf(withoutNull(cell), wanted, [...prefix, name]));
}

/** A list counts as what it lists. */
function withoutNull(schema: Schema): Schema {
  const present = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  return present.items ?? present;
}

/**
 * A line of CSV (RFC 4180), or several where the row holds a list. Of a row with several lists each is one cell,
 * its entries separated by ` | `, and so is a list within a list.
 */
export function csvLines(row: Row, columns: readonly string[][]): string {
  const names = new Set(columns.map(([name]) => name as string));
  const [list, ...others] = [...names].filter((name) => Array.isArray(row[name]));
  if (list === undefined || others.length > 0) return toLine(columns.map((path) => valueAt(row, path)));
  const entries = row[list] as unknown[];
  const lines = entries.length > 0 ? entries : [undefined];
  return lines
    .map((entry) => toLine(columns.map((path) => valueAt({ ...row, [list]: entry }, path))))
    .join('');
}

export const csvHeader = (columns: readonly string[][]): string =>
  toLine(columns.map((path) => path.join('.')));

const toLine = (values: readonly unknown[]): string => csvLine(values.map(csvValue), '\r\n');

const valueAt = (row: Row, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      Array.isArray(value)
        ? value.map((entry: Row) => entry[name])
        : (value as Row | null | undefined)?.[name],
    row,
  );

/**
 * Unknown values are empty cells. A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV
 * injection); a number never does, so that losses stay numbers.
 */
function csvValue(value: unknown): CsvValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value))
    return csvValue(
      value
        .flat()
        .map((entry) => entry ?? '')
        .join(' | '),
    );
  if (typeof value !== 'string') return String(value);
  return /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}
