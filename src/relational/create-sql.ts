import { type Column, type Table, tables } from './tables.js';

/** The scripts beside the CSV files, by name. */
export const scripts: Readonly<Record<string, () => string>> = {
  /** SQLite, PostgreSQL and DuckDB. */
  'schema.sql': () => join(all.map((table) => createTable(table, standardType))),
  'load-postgresql.sql': () => join(all.map(copyInto)),
  /** MySQL and MariaDB. */
  'schema-mysql.sql': () =>
    join(all.map((table) => createTable(table, mysqlType, ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'))),
  'load-mysql.sql': () => join(all.map(loadInto)),
};

const all: readonly Table[] = Object.values(tables);

const join = (statements: readonly string[]): string => `${statements.join('\n\n')}\n`;

type TypeOf = (column: Column, table: Table) => string;

function createTable(table: Table, typeOf: TypeOf, options = ''): string {
  const lines = [
    ...table.columns.map(
      (column) => `${column.name} ${typeOf(column, table)}${column.isRequired ? ' NOT NULL' : ''}`,
    ),
    `PRIMARY KEY (${table.key.join(', ')})`,
    ...Object.entries(table.references ?? {}).map(
      ([column, target]) => `FOREIGN KEY (${column}) REFERENCES ${target} (${keyOf(target)})`,
    ),
  ];
  return `CREATE TABLE ${table.name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${options};`;
}

const keyOf = (target: string): string => (['country', 'language'].includes(target) ? 'code' : 'id');

const standardType: TypeOf = ({ type }) => type;

/** MySQL has no keys over a text without a length, and a TEXT holds 64 KiB only. */
function mysqlType({ name, type }: Column, { key, references = {} }: Table): string {
  if (type === 'TEXT') return key.includes(name) || name in references ? 'VARCHAR(255)' : 'LONGTEXT';
  return type === 'DOUBLE PRECISION' ? 'DOUBLE' : type;
}

const copyInto = ({ name }: Table): string => `\\copy ${name} FROM '${name}.csv' WITH (FORMAT csv, HEADER)`;

/** MySQL takes an empty cell for an empty text or for 0: only `NULLIF` makes it null. */
function loadInto({ name: table, columns }: Table): string {
  const isPlain = ({ isRequired, type }: Column): boolean => isRequired === true && type !== 'BOOLEAN';
  const cells = columns.map((column) => (isPlain(column) ? column.name : `@${column.name}`));
  const values = columns
    .filter((column) => !isPlain(column))
    .map(({ name, type }) =>
      type === 'BOOLEAN'
        ? `${name} = CASE @${name} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END`
        : `${name} = NULLIF(@${name}, '')`,
    );
  const lines = [
    `LOAD DATA LOCAL INFILE '${table}.csv' INTO TABLE ${table} CHARACTER SET utf8mb4`,
    `FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '' LINES TERMINATED BY '\\n' IGNORE 1 LINES`,
    `(${cells.join(', ')})`,
    ...(values.length > 0 ? [`SET ${values.join(', ')}`] : []),
  ];
  return `${lines.join('\n  ')};`;
}
