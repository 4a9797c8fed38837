import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import csvParser from 'csv-parser';
import initSqlJs, { type Database, type SqlValue } from 'sql.js';
import { type Table, tables } from '../../src/relational/tables.js';

/** A SQLite database in memory with the tables of a relational export; foreign keys are enforced. */
export async function openDatabase(folder: string): Promise<Database> {
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  database.run('PRAGMA foreign_keys = ON');
  database.run(await readFile(join(folder, 'schema.sql'), 'utf8'));
  for (const table of Object.values(tables)) await fill(database, table, join(folder, `${table.name}.csv`));
  return database;
}

async function fill(database: Database, { name, columns }: Table, path: string): Promise<void> {
  const rows: AsyncIterable<Record<string, string>> = createReadStream(path).pipe(
    csvParser({ headers: false }),
  );
  let insert: ReturnType<Database['prepare']> | undefined;
  database.run('BEGIN');
  for await (const row of rows) {
    const cells = Object.values(row);
    if (insert === undefined) {
      insert = database.prepare(
        `INSERT INTO ${name} (${cells.join(', ')}) VALUES (${cells.map(() => '?').join(', ')})`,
      );
    } else {
      insert.run(cells.map((cell, at) => (cell === '' && !columns[at]?.isRequired ? null : cell)));
    }
  }
  insert?.free();
  database.run('COMMIT');
}

/** The rows of a query, as objects. */
export function query(database: Database, sql: string): Record<string, SqlValue>[] {
  const [result] = database.exec(sql);
  if (result === undefined) return [];
  return result.values.map((values) =>
    Object.fromEntries(result.columns.map((column, at) => [column, values[at] ?? null])),
  );
}
