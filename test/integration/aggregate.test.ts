import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { expect } from 'chai';
import { Random } from '../../sample/random.js';
import { writeEdition } from '../../sample/write-edition.js';
import { aggregateMovies } from '../../src/analytics/aggregate/aggregate-question.js';
import {
  type DimensionName,
  dimensionNames,
  dimensionOf,
} from '../../src/questions/dimensions/dimensions.js';
import { type MeasureName, measureNames } from '../../src/questions/measures/measures.js';
import { createQuestionRunner } from '../../src/questions/run.js';
import { exportRelational } from '../../src/relational/export-relational.js';
import {
  openDuckDb,
  queryDuckDb,
  type SqlRow,
  sqlGroups,
  sqlWithoutValue,
} from '../support/aggregate-sql.js';
import { startApi, type TestApi } from '../support/api.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import type { Call } from '../support/sql-questions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const questions = 500;
const rowsTakenApart = 200;
const questionsOfPairs = 16;

/** Questions that are asked at the same time. */
const atOnce = 5;

/** Printed, so that a run that failed can be had again: MARQUEE_TEST_SEED. */
const seed = Number(process.env.MARQUEE_TEST_SEED ?? Date.now() % 1_000_000);

/** Dimensions of which a movie has many values: one at a time, so that groups are not more than are sorted. */
const large: readonly DimensionName[] = ['actor', 'keyword', 'producer', 'writer'];

type Row = Record<string, unknown> & { links: { movies: string } };
type Cell = number | string | { id: number; name: string } | { code: string; name: string } | null;
type Asked = { group: DimensionName[]; measures: MeasureName[]; call: Call };

const figureOf = (figure: unknown): number | null => {
  if (typeof figure === 'number') return figure;
  const { sum, mean, ratio, median } = figure as Record<string, number | null | undefined>;
  return sum ?? mean ?? ratio ?? median ?? null;
};
const keyOf = (cell: Cell): string | number | null =>
  cell !== null && typeof cell === 'object' ? ('id' in cell ? String(cell.id) : cell.code) : cell;
const nameOf = (cell: Cell): string | number | null =>
  cell !== null && typeof cell === 'object' ? ('id' in cell ? cell.name : cell.code) : cell;

/** Smaller first, unknown last. */
function compareValues(a: string | number | null, b: string | number | null, sign = 1): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -sign : sign;
}

describe(`movies/aggregate compared with SQL over the relational export, seed ${seed}`, function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  let database: DuckDBConnection;
  let api: TestApi;
  /** Values that movies of the edition have, by dimension. */
  const values = new Map<string, string[]>();
  const loaded = loadedEdition(folder, () =>
    writeEdition(folder, { movies: 400, seed: seed % 1000, ratings: 3000 }),
  );
  before(async () => {
    api = await startApi(await sharedNodeUrl(), { exports: { atOnce: 50, perSubject: 50 } });
    await exportRelational(loaded.hydration);
    // Small tables, of which several questions are asked at the same time.
    database = await openDuckDb(join(loaded.hydration, 'relational'), { threads: '1' });
    for (const name of dimensionNames) {
      const rows = await queryDuckDb(
        database,
        `SELECT k0 FROM (${sqlGroups([name], [], { status: 'any' })}) ORDER BY n DESC, k0 LIMIT 15`,
      );
      values.set(
        name,
        rows.map(({ k0 }) => String(k0)),
      );
    }
  });
  after(async () => {
    database?.closeSync();
    await api?.close();
  });

  const random = new Random(seed, 1, 0);
  const below = (limit: number): number => random.word() % limit;
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: 1 + below(most) }, () => oneOf(list))),
  ];

  function filters(): Call {
    const call: Call = {};
    const maybe = (odds: number, name: string, value: () => string | number) => {
      if (below(odds) === 0) call[name] = String(value());
    };
    const withNone = (name: string) => some([...(values.get(name) ?? []), 'none'], 3).join();
    maybe(4, 'from', () => 1900 + below(110));
    maybe(5, 'to', () => Number(call.from ?? 1940) + below(70));
    maybe(5, 'status', () => oneOf(['any', 'Rumored', 'Released,Planned', 'Released', 'none']));
    const name = oneOf(dimensionNames.filter((name) => name !== 'status'));
    maybe(3, name, () => withNone(name));
    const other = oneOf(dimensionNames);
    maybe(4, `${other}.not`, () => withNone(other));
    const both = oneOf(dimensionNames.filter((name) => dimensionOf(name).isMany));
    maybe(5, `${both}.all`, () => some(values.get(both) ?? [], 2).join());
    maybe(12, 'person', () => some(values.get('actor') ?? [], 3).join());
    maybe(10, 'releasedFrom', () => `${1930 + below(70)}-0${1 + below(9)}-15`);
    maybe(10, 'releasedTo', () => `${2000 + below(15)}-12-0${1 + below(9)}`);
    for (const [ranged, most] of Object.entries({
      Budget: 5e7,
      Revenue: 1e8,
      Votes: 200,
      Rating: 10,
      Popularity: 20,
      Runtime: 120,
    })) {
      maybe(20, `min${ranged}`, () => (ranged === 'Runtime' ? 1 : 0) + below(most / 2));
      maybe(20, `max${ranged}`, () => Math.floor(most / 2) + below(most / 2));
    }
    maybe(20, 'minProfit', () => below(1e7) - 5e6);
    maybe(4, 'adjust', () => 'inflation');
    if (call.adjust !== undefined) maybe(2, 'base', () => 1913 + below(112));
    return call;
  }

  function question(): Asked {
    const all = some(dimensionNames, 3);
    const group = all.filter(
      (name, at) => !large.includes(name) || all.findIndex((one) => large.includes(one)) === at,
    );
    if (below(20) === 0) group.length = 0;
    const measures = some(measureNames, 4);
    const call = filters();
    const columns = [...group, ...measures];
    if (below(2) === 0) {
      call.sort = some(columns, 3)
        .map((name) => (below(2) === 0 ? `-${name}` : name))
        .filter(
          (name, at, every) =>
            every.findIndex((other) => other.replace('-', '') === name.replace('-', '')) === at,
        )
        .join();
    }
    if (below(6) === 0) call.minReleases = String(1 + below(4));
    if (below(8) === 0) call.minKnown = String(below(3));
    if (below(4) === 0) call.unknown = 'include';
    // Filled gaps multiply groups, of which an answer with gaps has at most 100,000.
    const isFew = group.length <= 2 && !group.some((name) => large.includes(name) || name === 'director');
    if (isFew && group.filter((name) => dimensionOf(name).time).length === 1 && below(3) === 0) {
      call.gaps = 'fill';
      if (!measures.includes('releases')) measures.push('releases');
      if (call.from !== undefined) call.from = String(Math.max(1800, Number(call.from)));
    }
    return { group, measures, call };
  }

  const urlOf = ({ group, measures, call }: Asked, more: Call = {}): string => {
    const query = { group: group.join(), measures: measures.join(), ...call, ...more };
    return `/v1/movies/aggregate?${new URLSearchParams(query)}`;
  };

  async function allRows(asked: Asked): Promise<{ url: string; rows: Row[]; meta: Record<string, unknown> }> {
    const url = urlOf(asked, { limit: 'all', format: 'ndjson' });
    const { status, headers, body } = await api.get(url);
    expect(status, `${url} ${JSON.stringify(body)}`).to.equal(200);
    const text: unknown = body;
    const rows = (typeof text === 'string' ? text : JSON.stringify(text))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Row => JSON.parse(line));
    return { url, rows, meta: JSON.parse(headers.get('marquee-meta') ?? '{}') };
  }

  function compareFigure(at: string, name: MeasureName, actual: unknown, row: SqlRow, call: Call): void {
    const known = typeof actual === 'number' ? actual : (actual as { known: number }).known;
    expect(known, `${at} ${name}.known`).to.equal(row[`${name}Known`]);
    const value = figureOf(actual);
    const expected = known === 0 && name !== 'releases' ? null : Number(row[name]);
    if (expected === null || value === null) return void expect(value, `${at} ${name}`).to.equal(expected);
    const isMoney = ['budget', 'revenue', 'profit'].includes(name);
    const isMedian = name.startsWith('median');
    if (isMoney && call.adjust === undefined) expect(value, `${at} ${name}`).to.equal(expected);
    else {
      const unit = call.adjust === undefined ? (isMedian ? 0.0051 : 0) : isMoney || isMedian ? 0.51 : 0;
      expect(value, `${at} ${name}`).to.be.closeTo(expected, unit + 1e-9 * Math.abs(expected) + 1e-6);
    }
  }

  function expectOrder(url: string, rows: readonly Row[], { group, measures, call }: Asked): void {
    const keys = (call.sort ?? '').split(',').filter((key) => key !== '');
    const compare = (a: Row, b: Row): number => {
      for (const key of keys) {
        const name = key.replace('-', '');
        const read = (row: Row) =>
          measures.includes(name as MeasureName) ? figureOf(row[name]) : nameOf(row[name] as Cell);
        const order = compareValues(read(a), read(b), key.startsWith('-') ? -1 : 1);
        if (order !== 0) return order;
      }
      return (
        group
          .map((name) => compareValues(keyOf(a[name] as Cell), keyOf(b[name] as Cell)))
          .find((order) => order !== 0) ?? 0
      );
    };
    for (let at = 1; at < rows.length; at++) {
      expect(compare(rows[at - 1] as Row, rows[at] as Row), `${url} rows ${at - 1} and ${at}`).to.be.lessThan(
        0,
      );
    }
  }

  /** Rows that have enough movies. */
  function hasEnough(row: SqlRow, { measures, call }: Asked): boolean {
    const sorted = (call.sort ?? '').split(',').map((key) => key.replace('-', ''));
    const deciding = sorted.find((name) => measures.includes(name as MeasureName)) ?? measures[0];
    const { minReleases = '1', minKnown = '0' } = call;
    // All movies together are a group also when there are none.
    const isLarge = Number(minReleases) <= 1 || Number(row.n) >= Number(minReleases);
    return isLarge && Number(row[`${deciding}Known`]) >= Number(minKnown);
  }

  it(`${questions} random questions: every row, every figure, every order`, async () => {
    let rowsCompared = 0;
    for (let n = 0; n < questions; n += atOnce) {
      const compared = await Promise.all(Array.from({ length: atOnce }, () => compareWithSql(question())));
      rowsCompared += compared.reduce((total, rows) => total + rows, 0);
    }
    expect(rowsCompared).to.be.greaterThan(questions);
  });

  /** Returns the number of rows that were compared. */
  async function compareWithSql(asked: Asked): Promise<number> {
    const { group, measures, call } = asked;
    const { url, rows, meta } = await allRows(asked);
    const expected = new Map(
      (await queryDuckDb(database, sqlGroups(group, measures, call)))
        .filter((row) => hasEnough(row, asked))
        .map((row) => [
          JSON.stringify(group.map((_, at) => (row[`k${at}`] === null ? null : String(row[`k${at}`])))),
          row,
        ]),
    );
    const filled = rows.filter(({ releases }) => call.gaps === 'fill' && releases === 0);
    expect(rows.length - filled.length, url).to.equal(expected.size);
    for (const row of rows) {
      if (filled.includes(row)) continue;
      const key = JSON.stringify(
        group.map((name) => {
          const value = keyOf(row[name] as Cell);
          return value === null ? null : String(value);
        }),
      );
      const sql = expected.get(key);
      if (sql === undefined) throw new Error(`${url} has a row ${key} that SQL has not`);
      for (const name of measures) compareFigure(`${url} ${key}`, name, row[name], sql, call);
    }
    expectOrder(url, rows, asked);
    if (group.length > 0) {
      const [without] = await queryDuckDb(database, sqlWithoutValue(group, call));
      expect(meta.withoutValue, url).to.deep.equal(
        Object.fromEntries(group.map((name, at) => [name, without?.[`w${at}`]])),
      );
    }
    if (meta.groups !== null) expect(meta.groups, url).to.equal(rows.length);
    return rows.length;
  }

  it('pages have each group once, in the order of the whole', async () => {
    for (let n = 0; n < 12; n++) {
      const asked = question();
      const { rows } = await allRows(asked);
      if (rows.length > 1500) continue;
      const paged: Row[] = [];
      let next: string | undefined = urlOf(asked, { limit: '97' });
      while (next !== undefined) {
        const { status, body }: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
        expect(status, next).to.equal(200);
        paged.push(...body.data);
        next = body.links.next;
      }
      expect(paged, urlOf(asked)).to.deep.equal(rows);
    }
  });

  it('first pages of pairs by sums are the first rows of all, which SQL has too', async () => {
    let wereAllRead = false;
    const noteSearches = (_error: unknown, result: unknown): void => {
      const text = JSON.stringify(result);
      wereAllRead ||= text.includes('composite') && !text.includes('wholes');
    };
    loaded.client.diagnostic.on('request', noteSearches);
    const runner = createQuestionRunner(loaded.client);
    let found = 0;
    for (let n = 0; n < questionsOfPairs; n++) {
      const whole = oneOf([...large, 'director', 'company'] as const);
      const part = oneOf(['decade', 'year', 'genre', 'country', 'language', 'ratingBand'] as const);
      const measure = oneOf(['revenue', 'budget', 'votes', 'totalPopularity', 'releases'] as const);
      const group: DimensionName[] = below(2) === 0 ? [whole, part] : [part, whole];
      const call: Call = { ...(below(3) === 0 && filters()), sort: `-${measure}` };
      Object.assign(call, oneOf([{}, {}, { minKnown: '1' }, { minKnown: '2' }, { minReleases: '2' }]));
      const asked: Asked = { group, measures: below(2) === 0 ? [measure] : ['profit', measure], call };
      await compareWithSql(asked);
      const { url, rows } = await allRows(asked);
      const limit = 1 + below(60);
      const query = Object.fromEntries(
        new URL(urlOf(asked, { limit: String(limit) }), 'http://api').searchParams,
      );
      wereAllRead = false;
      const answer = await runner.run(
        loaded.edition,
        aggregateMovies,
        aggregateMovies.parameters.parse(query),
      );
      expect(answer?.data, `${url} first ${limit}`).to.deep.equal(rows.slice(0, limit));
      expect(answer?.groups, url).to.equal(rows.length);
      if (!wereAllRead) found++;
    }
    loaded.client.diagnostic.off('request', noteSearches);
    expect(found, 'found among the first groups').to.be.greaterThan(questionsOfPairs / 4);
  });

  it('a page has every figure that the whole has, however many are asked for', async () => {
    for (let n = 0; n < 12; n++) {
      const asked = question();
      asked.group = [
        oneOf(['director', 'company', 'collection'] as const),
        oneOf(['genre', 'decade'] as const),
      ];
      asked.measures = [...measureNames];
      delete asked.call.gaps;
      asked.call.sort = oneOf(['-profit', 'rating', '-weightedRating,decade,genre', '-medianBudget'])
        .split(',')
        .filter((key) => !['decade', 'genre'].includes(key) || asked.group.includes(key as DimensionName))
        .join();
      const { url, rows } = await allRows(asked);
      const { status, body } = await api.get(urlOf(asked, { limit: '60', offset: '7' }));
      expect(status, url).to.equal(200);
      expect(body.data, url).to.deep.equal(rows.slice(7, 67));
      expect(body.meta.groups, url).to.equal(rows.length);
    }
  });

  it(`${rowsTakenApart} random rows taken apart: the movies behind each add up to it (rule 25)`, async () => {
    let taken = 0;
    while (taken < rowsTakenApart) {
      const { group, call } = question();
      const asked: Asked = {
        group,
        measures: ['releases', 'budget', 'revenue', 'profit'],
        call: { ...call },
      };
      delete asked.call.sort;
      const { body } = await api.get(urlOf(asked, { limit: '100' }));
      const rows: Row[] = body.data;
      for (const row of rows.length === 0 ? [] : some(rows, 10)) {
        await takeApart(row, call);
        taken++;
      }
    }
  });

  /** The movies of a row, as its link lists them. */
  async function takeApart(row: Row, call: Call): Promise<void> {
    const { status, body } = await api.get(`${row.links.movies}&limit=all&format=ndjson`);
    expect(status, `${row.links.movies} ${JSON.stringify(body)}`).to.equal(200);
    const text: unknown = body;
    const movies = (typeof text === 'string' ? text : JSON.stringify(text))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, number | null> => JSON.parse(line));
    expect(movies.length, row.links.movies).to.equal(row.releases);
    for (const name of ['budget', 'revenue', 'profit']) {
      const known = movies.flatMap((movie) => (typeof movie[name] === 'number' ? [movie[name]] : []));
      const figure = row[name] as { sum: number | null; known: number };
      expect(known.length, `${row.links.movies} ${name}`).to.equal(figure.known);
      if (known.length === 0) continue;
      const sum = known.reduce((total, amount) => total + amount, 0);
      const tolerance = call.adjust === undefined ? 0 : 0.5 * known.length + 0.5;
      expect(sum, `${row.links.movies} ${name}`).to.be.closeTo(figure.sum as number, tolerance);
    }
  }
});
