import { type CsvValue, csvLine } from '../../csv/csv-line.js';

type Row = Record<string, unknown>;

/** The parts of a row's JSON Schema that decide its columns. */
export type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
};

/**
 * Returns the columns of a row as paths: `genre.id`, `profit.sum`. An optional member has columns only if it is
 * `wanted`; a list of objects has the columns of the objects.
 */
export function columnsOf(schema: Schema, wanted: ReadonlySet<string>, prefix: string[] = []): string[][] {
  const { properties, required = [] } = schema;
  if (properties === undefined) return [prefix];
  return Object.entries(properties)
    .filter(([name]) => required.includes(name) || wanted.has(name))
    .flatMap(([name, cell]) => columnsOf(unwrap(cell), wanted, [...prefix, name]));
}

/** Returns the schema of a value that may be null, or of the items of a list. */
function unwrap(schema: Schema): Schema {
  const present = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  return present.items ?? present;
}

/**
 * Returns a row as a line of CSV (RFC 4180), or as one line per entry when it holds one list. Several lists, or a list
 * within a list, are one cell each, with ` | ` between the entries.
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
 * Unknown is an empty cell. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
 * injection); numbers never do, so that losses stay numbers.
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
