import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { consumerPriceIndex, lastIndexYear } from '../../src/model/consumer-price-index.js';
import type { DimensionName } from '../../src/questions/dimensions/dimensions.js';
import type { MeasureName } from '../../src/questions/measures/measures.js';
import { tables } from '../../src/relational/tables.js';
import { type Call, peopleTables } from './sql-questions.js';

/** Questions of `movies/aggregate` in SQL over the relational export, written from the rules and not from the code. */

export type SqlRow = Record<string, number | string | null>;

/**
 * A DuckDB in memory with the tables of a relational export.
 * @param options - of DuckDB
 */
export async function openDuckDb(
  folder: string,
  options: Record<string, string> = {},
): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', options)).connect();
  for (const { name, columns } of Object.values(tables)) {
    const types = columns
      .map(({ name, type }) => `'${name}': '${type.replace(' PRECISION', '')}'`)
      .join(', ');
    await connection.run(
      `CREATE TABLE ${name} AS SELECT * FROM read_csv('${join(folder, `${name}.csv`)}', header = true, columns = {${types}})`,
    );
  }
  const indices = [...consumerPriceIndex].map(([year, value]) => `(${year}, ${value})`).join(', ');
  await connection.run(`CREATE TABLE price_index AS SELECT * FROM (VALUES ${indices}) AS t(year, value)`);
  return connection;
}

export async function queryDuckDb(connection: DuckDBConnection, sql: string): Promise<SqlRow[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  ) as SqlRow[];
}

type Source = { column: string } | { table: string; column: string };

const many = (table: string, column: string): Source => ({ table, column });

const sources: Record<DimensionName, Source> = {
  year: { column: 'm.release_year' },
  decade: { column: 'm.release_year - m.release_year % 10' },
  quarter: { column: 'quarter(m.release_date)' },
  month: { column: 'month(m.release_date)' },
  genre: many('movie_genre', 'genre_id'),
  company: many('movie_company', 'company_id'),
  country: many('movie_country', 'country_code'),
  language: { column: 'm.original_language' },
  spokenLanguage: many('movie_language', 'language_code'),
  collection: { column: 'm.collection_id' },
  keyword: many('movie_keyword', 'keyword_id'),
  status: { column: 'm.status' },
  director: many('movie_director', 'person_id'),
  writer: many('movie_writer', 'person_id'),
  producer: many('movie_producer', 'person_id'),
  composer: many('movie_composer', 'person_id'),
  actor: many('movie_cast', 'person_id'),
  ratingBand: {
    column:
      'CASE WHEN m.vote_count > 0 AND m.vote_average IS NOT NULL THEN least(9, floor(m.vote_average))::INT END',
  },
  budgetBand: {
    column: `CASE WHEN m.budget_usd IS NULL THEN NULL WHEN m.budget_usd < 1e6 THEN 0 WHEN m.budget_usd < 1e7 THEN 1000000
      WHEN m.budget_usd < 5e7 THEN 10000000 WHEN m.budget_usd < 1e8 THEN 50000000 ELSE 100000000 END`,
  },
};

/** Dimensions whose values are texts. */
const texts: readonly string[] = ['country', 'language', 'spokenLanguage', 'status'];

const prior = `(SELECT avg(vote_average) AS c, quantile_disc(vote_count, 0.95) AS m FROM movie WHERE vote_count > 0 AND vote_average IS NOT NULL)`;
const rated = 'm.vote_count > 0 AND m.vote_average IS NOT NULL';

const figures: Record<MeasureName, [figure: string, known: string]> = {
  releases: ['count(*)', 'count(*)'],
  budget: ['sum(b)', 'count(b)'],
  revenue: ['sum(r)', 'count(r)'],
  profit: ['sum(p)', 'count(p)'],
  popularity: ['avg(m.popularity)', 'count(m.popularity)'],
  totalPopularity: ['sum(m.popularity)', 'count(m.popularity)'],
  votes: ['sum(m.vote_count)', 'count(m.vote_count)'],
  rating: ['avg(m.vote_average)', 'count(m.vote_average)'],
  returnOnInvestment: ['sum(p) / sum(b) FILTER (p IS NOT NULL)', 'count(p)'],
  weightedRating: [
    `(sum(m.vote_count * m.vote_average) FILTER (${rated}) + (SELECT c * m FROM ${prior})) / (sum(m.vote_count) FILTER (${rated}) + (SELECT m FROM ${prior}))`,
    `count(*) FILTER (${rated})`,
  ],
  runtime: ['avg(m.runtime_minutes)', 'count(m.runtime_minutes)'],
  movieLensRating: ['avg(m.rating_mean)', 'count(m.rating_mean)'],
  medianBudget: ['quantile_cont(b::DOUBLE, 0.5)', 'count(b)'],
  medianRevenue: ['quantile_cont(r::DOUBLE, 0.5)', 'count(r)'],
  medianProfit: ['quantile_cont(p::DOUBLE, 0.5)', 'count(p)'],
};

const literal = (name: string, value: string): string => (texts.includes(name) ? `'${value}'` : value);

/** Whether a movie has a value, or none. */
function hasValue(name: DimensionName, value: string): string {
  const source = sources[name];
  if (!('table' in source)) {
    return value === 'none'
      ? `(${source.column}) IS NULL`
      : `coalesce((${source.column}) = ${literal(name, value)}, false)`;
  }
  const rows = `SELECT 1 FROM ${source.table} x WHERE x.movie_id = m.id`;
  return value === 'none'
    ? `NOT EXISTS (${rows})`
    : `EXISTS (${rows} AND x.${source.column} = ${literal(name, value)})`;
}

const isPerson = (id: string): string =>
  `(${peopleTables
    .map((table) => `EXISTS (SELECT 1 FROM ${table} x WHERE x.movie_id = m.id AND x.person_id = ${id})`)
    .join(' OR ')})`;

const ranges: Record<string, string> = {
  Budget: 'm.budget_usd',
  Revenue: 'm.revenue_usd',
  Profit: '(m.revenue_usd - m.budget_usd)',
  Rating: 'm.vote_average',
  Votes: 'm.vote_count',
  Popularity: 'm.popularity',
  Runtime: 'm.runtime_minutes',
};

/** The clauses of a call's filters. */
function clauses(call: Call): string[] {
  const { from = '1', to = '9999', status = 'Released' } = call;
  const found = [`m.release_year BETWEEN ${from} AND ${to}`];
  if (status !== 'any')
    found.push(
      `(${status
        .split(',')
        .map((one) => hasValue('status', one))
        .join(' OR ')})`,
    );
  for (const [name, value] of Object.entries(call)) {
    const [dimension = '', operator] = name.split('.');
    const has = (one: string) =>
      dimension === 'person' ? isPerson(one) : hasValue(dimension as DimensionName, one);
    if ((dimension in sources || dimension === 'person') && name !== 'status') {
      const parts = value.split(',').map(has);
      if (operator === 'all') found.push(...parts);
      else found.push(`${operator === 'not' ? 'NOT ' : ''}(${parts.join(' OR ')})`);
    }
    const [, bound, ranged = ''] = /^(min|max)([A-Z]\w+)$/.exec(name) ?? [];
    if (ranged in ranges) found.push(`${ranges[ranged]} ${bound === 'min' ? '>=' : '<='} ${value}`);
    if (name === 'releasedFrom') found.push(`m.release_date >= DATE '${value}'`);
    if (name === 'releasedTo') found.push(`m.release_date <= DATE '${value}'`);
  }
  return found;
}

const movies = ({ adjust, base = String(lastIndexYear) }: Call): string => {
  const restated = (column: string) =>
    adjust === 'inflation'
      ? `${column} * (SELECT value FROM price_index WHERE year = ${base}) / i.value`
      : column;
  return `(SELECT movie.*, ${restated('budget_usd')} AS b, ${restated('revenue_usd')} AS r,
    ${restated('(revenue_usd - budget_usd)')} AS p FROM movie LEFT JOIN price_index i ON i.year = release_year) m`;
};

/**
 * Every group of a call with its figures, `…Known` beside each, in no order. Filled gaps are not among them.
 * @param group - the dimensions; columns `k0`, `k1` …
 */
export function sqlGroups(
  group: readonly DimensionName[],
  measures: readonly MeasureName[],
  call: Call,
): string {
  const isIncluded = call.unknown === 'include';
  const joins: string[] = [];
  const keys = group.map((name, at) => {
    const source = sources[name];
    if (!('table' in source)) return `(${source.column})`;
    joins.push(
      `LEFT JOIN (SELECT DISTINCT movie_id, ${source.column} AS value FROM ${source.table}) j${at} ON j${at}.movie_id = m.id`,
    );
    return `j${at}.value`;
  });
  const where = [...clauses(call), ...(isIncluded ? [] : keys.map((key) => `${key} IS NOT NULL`))];
  const columns = [
    ...keys.map((key, at) => `${key} AS k${at}`),
    'count(*) AS n',
    ...measures.flatMap((name) => [`${figures[name][0]} AS ${name}`, `${figures[name][1]} AS ${name}Known`]),
  ];
  const by = keys.length > 0 ? `GROUP BY ${keys.map((_, at) => at + 1).join(', ')}` : '';
  return `SELECT ${columns.join(', ')} FROM ${movies(call)} ${joins.join(' ')} WHERE ${where.join(' AND ')} ${by}`;
}

/** Movies without a value of each dimension: `w0`, `w1` … */
export const sqlWithoutValue = (group: readonly DimensionName[], call: Call): string =>
  `SELECT ${group.map((name, at) => `count(*) FILTER (${hasValue(name, 'none')}) AS w${at}`).join(', ')}
   FROM ${movies(call)} WHERE ${clauses(call).join(' AND ')}`;
