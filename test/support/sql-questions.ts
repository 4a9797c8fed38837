import type { Database, SqlValue } from 'sql.js';
import { consumerPriceIndex, lastIndexYear } from '../../src/model/consumer-price-index.js';
import { measureNames } from '../../src/questions/measures/measures.js';
import { query } from './sql-database.js';

/** The parameters of a call, as texts. */
export type Call = Record<string, string>;
type Row = Record<string, SqlValue>;

/** Beside the tables of the export: the price index, so that inflation is SQL's own arithmetic. */
export function addPriceIndex(database: Database): void {
  database.run('CREATE TABLE price_index (year BIGINT PRIMARY KEY, value DOUBLE)');
  for (const [year, value] of consumerPriceIndex)
    database.run(`INSERT INTO price_index VALUES (${year}, ${value})`);
}

const bridges = {
  company: 'JOIN movie_company l ON l.movie_id = m.id JOIN company e ON e.id = l.company_id',
  genre: 'JOIN movie_genre l ON l.movie_id = m.id JOIN genre e ON e.id = l.genre_id',
  collection: 'JOIN collection e ON e.id = m.collection_id',
} as const;
export type Kind = keyof typeof bridges;

/** Movies with their money as it was asked for, each entity once. */
function movies(call: Call): string {
  const restated = (column: string): string =>
    call.adjust === 'inflation'
      ? `${column} * (SELECT value FROM price_index WHERE year = ${call.base ?? lastIndexYear}) / p.value`
      : column;
  return `(SELECT movie.*, ${restated('budget_usd')} AS b, ${restated('revenue_usd')} AS r,
    ${restated('(revenue_usd - budget_usd)')} AS p
    FROM movie LEFT JOIN price_index p ON p.year = release_year)`;
}

const inBridge = (table: string, column: string, list: string): string =>
  `m.id IN (SELECT movie_id FROM ${table} WHERE ${column} IN (${list}))`;

const texts = (list: string): string =>
  list
    .split(',')
    .map((text) => `'${text}'`)
    .join(',');

/** The filters but for year and status. */
function chosen(call: Call): string[] {
  return [
    call.genre && inBridge('movie_genre', 'genre_id', call.genre),
    call.company && inBridge('movie_company', 'company_id', call.company),
    call.country && inBridge('movie_country', 'country_code', texts(call.country)),
    call.language && `m.original_language IN (${texts(call.language)})`,
    call.minVotes && `m.vote_count >= ${call.minVotes}`,
    call.minRuntime && `m.runtime_minutes >= ${call.minRuntime}`,
    call.maxRuntime && `m.runtime_minutes <= ${call.maxRuntime}`,
    call.adult === 'only' && "m.adult = 'true'",
    call.adult === 'exclude' && "(m.adult IS NULL OR m.adult <> 'true')",
  ].filter((clause): clause is string => typeof clause === 'string' && clause !== '');
}

const inRange = ({ from = '1', to = '9999' }: Call): string => `m.release_year BETWEEN ${from} AND ${to}`;

const counted = (call: Call): string[] => [
  ...chosen(call),
  inRange(call),
  ...(call.status === 'any' ? [] : [`m.status = '${call.status ?? 'Released'}'`]),
];

const where = (clauses: readonly string[]): string => `WHERE ${['1 = 1', ...clauses].join(' AND ')}`;

/** The subject's own clause: its movies. */
export const subjectClause = (kind: 'company' | 'genre' | undefined, ids: string): string[] =>
  kind === undefined ? [] : [inBridge(`movie_${kind}`, `${kind}_id`, ids)];

const figures: Record<string, string> = {
  releases: 'COUNT(*)',
  budget: 'SUM(b)',
  budgetKnown: 'COUNT(b)',
  revenue: 'SUM(r)',
  revenueKnown: 'COUNT(r)',
  profit: 'SUM(p)',
  profitKnown: 'COUNT(p)',
  popularity: 'AVG(popularity)',
  popularityKnown: 'COUNT(popularity)',
  totalPopularity: 'SUM(popularity)',
  totalPopularityKnown: 'COUNT(popularity)',
  votes: 'SUM(vote_count)',
  votesKnown: 'COUNT(vote_count)',
  rating: 'AVG(vote_average)',
  ratingKnown: 'COUNT(vote_average)',
  returnOnInvestment: 'SUM(p) / SUM(CASE WHEN p IS NOT NULL THEN b * 1.0 END)',
  returnOnInvestmentKnown: 'COUNT(p)',
  runtime: 'AVG(runtime_minutes)',
  runtimeKnown: 'COUNT(runtime_minutes)',
  movieLensRating: 'AVG(rating_mean)',
  movieLensRatingKnown: 'COUNT(rating_mean)',
};
/** The measures of rankings; SQLite has no median. */
export const sqlMeasures = measureNames.filter((name) => name in figures);
const allFigures = Object.entries(figures)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ');

/** Every measure by release year, of the movies of a subject. */
export const sqlByYear = (database: Database, subject: readonly string[], call: Call): Row[] =>
  query(
    database,
    `SELECT m.release_year AS year, ${allFigures} FROM ${movies(call)} m
     ${where([...subject, ...counted(call)])} GROUP BY 1 ORDER BY 1`,
  );

/** The tables that name people. */
export const peopleTables = ['cast', 'crew', 'director', 'writer', 'producer', 'composer'].map(
  (list) => `movie_${list}`,
);

/** The movies whose documents name a person, or that are parts of a collection. */
export const documentClause = (plural: 'people' | 'collections', id: number): string =>
  plural === 'collections'
    ? `m.collection_id = ${id}`
    : `(${peopleTables.map((table) => inBridge(table, 'person_id', `${id}`)).join(' OR ')})`;

/** Every measure over the movies of a subject, and how many it has beside those that count. */
export const sqlTotals = (database: Database, subject: string, call: Call): Row | undefined =>
  query(
    database,
    `SELECT ${allFigures}, (SELECT COUNT(*) FROM movie m ${where([subject, ...chosen(call)])}) AS movies
     FROM ${movies(call)} m ${where([subject, ...counted(call)])}`,
  )[0];

/** Every measure for each company, genre or collection, by year if asked for, in no order. */
export const sqlByEntity = (
  database: Database,
  kind: Kind,
  subject: readonly string[],
  call: Call,
  byYear = false,
): Row[] =>
  query(
    database,
    `SELECT e.id AS id, e.name AS name, ${byYear ? 'm.release_year AS year,' : ''} ${allFigures}
     FROM ${movies(call)} m ${bridges[kind]}
     ${where([...subject, ...counted(call)])} GROUP BY e.id ${byYear ? ', m.release_year' : ''}`,
  );

/** The known money of each year's movies, smallest first. */
export const sqlMoney = (database: Database, subject: readonly string[], call: Call): Row[] =>
  query(
    database,
    `SELECT m.release_year AS year, b AS budget, r AS revenue, p AS profit FROM ${movies(call)} m
     ${where([...subject, ...counted(call)])}`,
  );

export function sqlExcluded(database: Database, subject: readonly string[], call: Call): Row | undefined {
  const isReleased = (call.status ?? 'Released') === 'Released';
  const isBounded = call.from !== undefined || call.to !== undefined;
  const unreleased = `(m.status IS NULL OR m.status <> 'Released')${
    isBounded ? ` AND (m.release_year IS NULL OR ${inRange(call)})` : ''
  }`;
  return query(
    database,
    `SELECT COALESCE(SUM(m.release_year IS NULL), 0) AS undated,
       ${isReleased ? `COALESCE(SUM(${unreleased}), 0)` : '0'} AS unreleased
     FROM ${movies(call)} m ${where([...subject, ...chosen(call)])}`,
  )[0];
}
