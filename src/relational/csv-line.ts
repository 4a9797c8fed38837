export type CsvValue = string | number | boolean | null;

/**
 * A line of CSV (RFC 4180). Nothing between two commas is NULL; an empty text is quoted. Dates and numbers stand
 * as they are, so that a database reads them without help.
 */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\n`;

function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
