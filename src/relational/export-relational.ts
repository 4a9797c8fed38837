import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from '../csv/csv-line.js';
import { fillFolder } from '../files/fill-folder.js';
import { NdjsonFile } from '../hydration/json-lines.js';
import { readDocuments } from '../hydration/read-hydration.js';
import type { Entity, Person } from '../model/entity.js';
import type { Movie } from '../model/movie.js';
import { scripts } from './create-sql.js';
import { movieRows } from './movie-rows.js';
import { type TableName, tables } from './tables.js';

/** The tables whose rows are documents, by document type. */
const entities = {
  genre: 'genres',
  company: 'companies',
  collection: 'collections',
  keyword: 'keywords',
  person: 'people',
} as const;

const csvFile = (table: string): string => `${table}.csv`;

/**
 * Writes the documents of hydration files as normalised tables: one CSV per table with a header, and the SQL
 * scripts that create and fill them, into the folder `relational` below theirs.
 * @returns the number of rows of each table, by its name in SQL
 */
export async function exportRelational(
  hydration: string,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const csvFiles = Object.values(tables).map(({ name }) => csvFile(name));
  return await fillFolder(
    join(hydration, 'relational'),
    [...csvFiles, ...Object.keys(scripts)],
    async (staging) => {
      const counts = await writeTables(hydration, staging, signal);
      for (const [name, create] of Object.entries(scripts)) await writeFile(join(staging, name), create());
      return counts;
    },
  );
}

async function writeTables(
  hydration: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<Record<string, number>> {
  const files = Object.fromEntries(
    Object.entries(tables).map(([key, { name, columns }]) => {
      const file = new NdjsonFile(join(folder, csvFile(name)));
      file.writeText(csvLine(columns.map((column) => column.name)));
      return [key, { name, file, rows: 0 }];
    }),
  ) as Record<TableName, { name: string; file: NdjsonFile; rows: number }>;
  const write = (table: TableName, values: Parameters<typeof csvLine>[0]): void => {
    files[table].file.writeText(csvLine(values));
    files[table].rows++;
  };

  for (const [table, type] of Object.entries(entities) as [
    keyof typeof entities,
    (typeof entities)[keyof typeof entities],
  ][]) {
    for await (const document of readDocuments(hydration, type)) {
      const { id, name, gender } = document as Entity & Partial<Person>;
      write(table, table === 'person' ? [id, name, gender ?? null] : [id, name]);
    }
  }
  // Countries and languages have no documents: their names are in the movies.
  const codes = { country: new Map<string, string>(), language: new Map<string, string>() };
  for await (const document of readDocuments(hydration, 'movies')) {
    signal?.throwIfAborted();
    const movie = document as Movie;
    for (const { code, name } of movie.countries) codes.country.set(code, name);
    for (const { code, name } of movie.languages) codes.language.set(code, name);
    for (const [table, values] of movieRows(movie)) write(table, values);
  }
  for (const table of ['country', 'language'] as const) {
    for (const [code, name] of [...codes[table]].sort(([a], [b]) => (a < b ? -1 : 1)))
      write(table, [code, name]);
  }
  for (const { file } of Object.values(files)) file.close();
  return Object.fromEntries(Object.values(files).map(({ name, rows }) => [name, rows]));
}
