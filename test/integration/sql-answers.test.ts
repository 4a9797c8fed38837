import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Database } from 'sql.js';
import { Random } from '../../sample/random.js';
import { writeEdition } from '../../sample/write-edition.js';
import { exportRelational } from '../../src/relational/export-relational.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { openDatabase, query } from '../support/sql-database.js';
import {
  addPriceIndex,
  type Call,
  documentClause,
  type Kind,
  sqlByEntity,
  sqlByYear,
  sqlExcluded,
  sqlMeasures,
  sqlMoney,
  sqlTotals,
  subjectClause,
} from '../support/sql-questions.js';

/** Calls of each kind of question. */
const callsEach = 40;

/** Printed, so that a run that failed can be had again: MARQUEE_TEST_SEED. */
const seed = Number(process.env.MARQUEE_TEST_SEED ?? Date.now() % 1_000_000);

type Row = Record<string, unknown>;
type Figure = { sum?: number | null; mean?: number | null; ratio?: number | null; known: number };

/** Makes every ninth movie an adult one, and as many of which it is not known: a sample has hardly any. */
async function makeSomeAdult(path: string): Promise<void> {
  let row = 0;
  const text = await readFile(path, 'utf8');
  const changed = text.replace(/^False,/gm, (cell) => ['True,', ','][row++ % 9] ?? cell);
  await writeFile(path, changed);
}

describe(`every question compared with SQL over the relational export, seed ${seed}`, function () {
  this.timeout(360_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  let database: Database;
  let companies: number[];
  let genres: number[];
  const loaded = loadedEdition(folder, async () => {
    await writeEdition(folder, { movies: 2500, seed: seed % 1000, ratings: 0 });
    await makeSomeAdult(join(folder, 'movies_metadata.csv'));
  });
  before(async () => {
    await exportRelational(loaded.hydration);
    database = await openDatabase(join(loaded.hydration, 'relational'));
    addPriceIndex(database);
    const idsOf = (table: string) => query(database, `SELECT id FROM ${table}`).map(({ id }) => Number(id));
    companies = query(
      database,
      'SELECT company_id AS id FROM movie_company GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 60',
    ).map(({ id }) => Number(id));
    genres = idsOf('genre');
  });
  after(async () => {
    database.close();
    await rm(folder, { recursive: true });
  });

  const random = new Random(seed, 0, 0);
  const below = (limit: number): number => random.word() % limit;
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const some = <T>(values: readonly T[]): T[] => Array.from({ length: 1 + below(3) }, () => oneOf(values));

  /** Some filters, in all their combinations. */
  function filters(): Call {
    const call: Call = {};
    const maybe = (odds: number, name: string, value: () => string | number) => {
      if (below(odds) === 0) call[name] = String(value());
    };
    maybe(3, 'from', () => 1900 + below(110));
    maybe(3, 'to', () => Number(call.from ?? 1940) + below(70));
    maybe(4, 'status', () => oneOf(['any', 'Rumored', 'Released', 'Post Production']));
    maybe(4, 'genre', () => some(genres).join());
    maybe(5, 'company', () => some(companies).join());
    maybe(5, 'country', () => some(['US', 'GB', 'FR', 'JP']).join());
    maybe(5, 'language', () => some(['en', 'fr', 'ja', 'de']).join());
    maybe(5, 'minVotes', () => below(200));
    maybe(6, 'minRuntime', () => 1 + below(120));
    maybe(6, 'maxRuntime', () => Number(call.minRuntime ?? 60) + below(120));
    maybe(6, 'adult', () => oneOf(['include', 'exclude', 'only']));
    maybe(4, 'adjust', () => 'inflation');
    if (call.adjust !== undefined) maybe(2, 'base', () => 1913 + below(112));
    return call;
  }

  async function get(path: string, call: Call) {
    const url = `/v1/${path}?${new URLSearchParams(call)}`;
    const { status, body } = await loaded.api.get(url);
    expect(status, url).to.equal(200);
    return { url, body };
  }

  /** A figure of an answer beside the columns of a row of SQL. */
  function compare(url: string, measure: string, actual: unknown, row: Row, call: Call): void {
    if (typeof actual === 'number') return void expect(actual, url).to.equal(row[measure]);
    const figure = actual as Figure;
    expect(figure.known, `${url} ${measure}.known`).to.equal(row[`${measure}Known`]);
    const value = figure.sum ?? figure.mean ?? figure.ratio ?? null;
    const expected = row[measure] as number | null;
    if (expected === null || value === null)
      return void expect(value, `${url} ${measure}`).to.equal(expected);
    const isMoney = ['budget', 'revenue', 'profit'].includes(measure);
    if (isMoney && call.adjust === undefined) expect(value, `${url} ${measure}`).to.equal(expected);
    else {
      const tolerance = (isMoney ? 0.51 : 0) + 1e-9 * Math.abs(expected);
      expect(value, `${url} ${measure}`).to.be.closeTo(expected, tolerance);
    }
  }

  /** A company, a genre, or all movies. */
  function subject(): { path: string; clause: string[] } {
    const kind = oneOf(['company', 'genre', undefined] as const);
    if (kind === undefined) return { path: 'movies', clause: [] };
    const id = String(oneOf(kind === 'company' ? companies : genres));
    return { path: `${kind === 'company' ? 'companies' : 'genres'}/${id}`, clause: subjectClause(kind, id) };
  }

  const yearQuestions: Record<string, string[]> = {
    'summary-by-year': ['releases', 'budget', 'revenue', 'profit', 'popularity'],
    'return-on-investment-by-year': ['releases', 'profit', 'returnOnInvestment'],
    'budget-by-year': ['releases', 'budget'],
    'revenue-by-year': ['releases', 'revenue'],
    'profit-by-year': ['releases', 'profit'],
    'popularity-by-year': ['releases', 'popularity'],
  };
  for (const [name, measures] of Object.entries(yearQuestions)) {
    it(`…/${name}, ${callsEach} random calls`, async () => {
      for (let n = 0; n < callsEach; n++) {
        let { path, clause } = subject();
        const isSmall = !['summary-by-year', 'return-on-investment-by-year'].includes(name);
        while (isSmall && path === 'movies') ({ path, clause } = subject());
        const call = filters();
        const { url, body } = await get(`${path}/${name}`, call);
        const rows = sqlByYear(database, clause, call);
        expect(
          body.data.map(({ year }: Row) => year),
          url,
        ).to.deep.equal(rows.map(({ year }) => year));
        for (const [at, row] of rows.entries()) {
          for (const measure of measures) compare(url, measure, body.data[at][measure], row, call);
        }
        expect(body.meta.excluded, url).to.deep.equal(sqlExcluded(database, clause, call));
      }
    });
  }

  it(`…/money-percentiles-by-year, ${callsEach} random calls`, async () => {
    for (let n = 0; n < callsEach; n++) {
      const { path, clause } = subject();
      const call = filters();
      const { url, body } = await get(`${path}/money-percentiles-by-year`, call);
      const rows = sqlMoney(database, clause, call);
      expect(new Set(body.data.map(({ year }: Row) => year)), url).to.deep.equal(
        new Set(rows.map(({ year }) => year)),
      );
      for (const answered of body.data) {
        for (const measure of ['budget', 'revenue', 'profit']) {
          const values = rows
            .filter(({ year }) => year === answered.year)
            .flatMap((row) => (row[measure] === null ? [] : [Number(row[measure])]))
            .sort((a, b) => a - b);
          const figure = answered[measure];
          expect(figure.known, url).to.equal(values.length);
          for (const [key, percent] of Object.entries({ p10: 10, p25: 25, median: 50, p75: 75, p90: 90 })) {
            if (values.length === 0) expect(figure[key], url).to.equal(null);
            else
              expect(figure[key], `${url} ${answered.year} ${measure} ${key}`).to.be.closeTo(
                percentile(values, percent),
                0.51,
              );
          }
        }
      }
    }
  });

  it(`companies/{id}/releases-by-genre-by-year, ${callsEach} random calls`, async () => {
    for (let n = 0; n < callsEach; n++) {
      const id = String(oneOf(companies));
      const call = filters();
      const { url, body } = await get(`companies/${id}/releases-by-genre-by-year`, call);
      const clause = subjectClause('company', id);
      const rows = sqlByEntity(database, 'genre', clause, call, true);
      const flat = body.data.flatMap(({ year, genres }: { year: number; genres: Row[] }) =>
        genres.map(({ id, name, releases }) => ({ id, name, year, releases })),
      );
      expect(flat, url).to.have.deep.members(
        rows.map(({ id, name, year, releases }) => ({ id, name, year, releases })),
      );
    }
  });

  for (const [plural, kind] of [
    ['companies', 'company'],
    ['genres', 'genre'],
  ] as const) {
    it(`${plural}/summary-by-year, ${callsEach} random calls`, async () => {
      for (let n = 0; n < callsEach; n++) {
        const call = filters();
        const chosen =
          kind === 'company' || below(2) === 0 ? some(kind === 'company' ? companies : genres) : undefined;
        const { url, body } = await get(`${plural}/summary-by-year`, {
          ...call,
          ...(chosen && { ids: chosen.join() }),
        });
        const clause = chosen ? subjectClause(kind, chosen.join()) : [];
        const rows = sqlByEntity(database, kind, clause, call, true)
          .filter(({ id }) => chosen === undefined || chosen.includes(Number(id)))
          .sort((a, b) => byName(a, b) || Number(a.year) - Number(b.year));
        expect(
          body.data.map((row: Row) => [(row[kind] as Row).id, (row[kind] as Row).name, row.year]),
          url,
        ).to.deep.equal(rows.map(({ id, name, year }) => [id, name, year]));
        for (const [at, row] of rows.entries()) {
          for (const measure of yearQuestions['summary-by-year'] ?? []) {
            compare(url, measure, body.data[at][measure], row, call);
          }
        }
        expect(body.meta.excluded, url).to.deep.equal(sqlExcluded(database, clause, call));
      }
    });
  }

  it(`companies/top, genres/top, collections/top and partners, ${3 * callsEach} random calls`, async () => {
    for (let n = 0; n < 3 * callsEach; n++) {
      const [path, kind] = oneOf<readonly [string, Kind]>([
        ['companies/top', 'company'],
        ['genres/top', 'genre'],
        ['collections/top', 'collection'],
        ['companies/{id}/partners', 'company'],
      ]);
      const id = String(oneOf(companies));
      const isPartners = path.endsWith('partners');
      const by = oneOf(sqlMeasures);
      const call = filters();
      const [limit, offset, minKnown] = [1 + below(30), below(3) * below(20), 1 + below(3)];
      const { url, body } = await get(path.replace('{id}', id), {
        ...call,
        by,
        limit: String(limit),
        offset: String(offset),
        minKnown: String(minKnown),
      });
      const rows = sqlByEntity(database, kind, isPartners ? subjectClause('company', id) : [], call)
        .filter((row) => Number(row[`${by}Known`] ?? row.releases) >= minKnown)
        .filter((row) => !isPartners || row.id !== Number(id))
        .sort((a, b) => Number(b[by]) - Number(a[by]) || byName(a, b));
      expect(body.meta.total, url).to.equal(rows.length);
      const shown = rows.slice(offset, offset + limit);
      expect(body.data, url).to.have.length(shown.length);
      expect(body.meta.remaining, url).to.equal(Math.max(0, rows.length - offset - shown.length));
      for (const [at, row] of shown.entries()) {
        const answered = body.data[at];
        expect(answered.rank, url).to.equal(offset + at + 1);
        // The last bit of a sum of fractions depends on the order of adding; only there may neighbours change places.
        const own = rows.find(({ id }) => id === answered[kind].id) as Row;
        compare(url, by, answered[by], own, call);
        expect(Math.abs(Number(own[by]) - Number(row[by])), url).to.be.at.most(slack(by, call));
        const isExact = Number.isInteger(row[by]) || at === 0 || at === shown.length - 1;
        const isClear = [rows[offset + at - 1], rows[offset + at + 1]].every(
          (other) =>
            Math.abs(Number(other?.[by] ?? Number.POSITIVE_INFINITY) - Number(row[by])) > slack(by, call),
        );
        if (isExact && isClear) expect(answered[kind], url).to.deep.equal({ id: row.id, name: row.name });
      }
      if (call.adjust === undefined && ['releases', 'budget', 'revenue', 'profit', 'votes'].includes(by)) {
        expect(
          body.data.map((row: Row) => row[kind]),
          url,
        ).to.deep.equal(shown.map(({ id, name }) => ({ id, name })));
      }
    }
  });

  it(`people/{id} and collections/{id}, ${2 * callsEach} random calls`, async () => {
    for (let n = 0; n < 2 * callsEach; n++) {
      const plural = oneOf(['people', 'collections'] as const);
      const id = Number(
        oneOf(query(database, `SELECT id FROM ${plural === 'people' ? 'person' : 'collection'}`)).id,
      );
      const call: Call = below(2) === 0 ? {} : { adjust: 'inflation', base: String(1913 + below(112)) };
      if (below(2) === 0) call.adult = oneOf(['include', 'exclude', 'only']);
      const { url, body } = await get(`${plural}/${id}`, call);
      const clause = documentClause(plural, id);
      const row = sqlTotals(database, clause, call) as Row;
      for (const measure of ['releases', 'budget', 'revenue', 'profit', 'popularity']) {
        compare(url, measure, body.data.totals[measure], row, call);
      }
      expect(body.data.filmographyTotal ?? body.data.partsTotal, url).to.equal(row.movies);
      expect(body.meta.excluded, url).to.deep.equal(sqlExcluded(database, [clause], call));
    }
  });

  it(`genres/most-popular-by-year, ${callsEach} random calls`, async () => {
    for (let n = 0; n < callsEach; n++) {
      const call = filters();
      const by = oneOf(sqlMeasures);
      const minReleases = 1 + below(3);
      const { url, body } = await get('genres/most-popular-by-year', {
        ...call,
        by,
        minReleases: String(minReleases),
        ranking: 'full',
      });
      const rows = sqlByEntity(database, 'genre', [], call, true).filter(
        ({ releases }) => Number(releases) >= minReleases,
      );
      expect(body.data, url).to.have.length(rows.length);
      for (const answered of body.data) {
        const row = rows.find(({ id, year }) => id === answered.genre.id && year === answered.year) as Row;
        expect(answered.releases, url).to.equal(row.releases);
        compare(url, by, answered[by], row, call);
        if (answered.rank === null) expect(row[by], url).to.equal(null);
        else {
          const others = rows
            .filter((other) => other.year === row.year && other[by] !== null)
            .map((other) => Number(other[by]) - Number(row[by]));
          const better = others.filter((difference) => difference > slack(by, call)).length;
          const notWorse = others.filter((difference) => difference >= -slack(by, call)).length;
          expect(answered.rank, url).to.be.within(better + 1, notWorse);
        }
      }
    }
  });
});

/** Within which two values may tie: restated money is rounded to dollars. */
const slack = (measure: string, call: Call): number =>
  call.adjust === 'inflation' && ['budget', 'revenue', 'profit'].includes(measure) ? 1 : 1e-6;

/** As code points are ordered, then by id. */
const byName = (a: Row, b: Row): number =>
  String(a.name) < String(b.name) ? -1 : String(a.name) > String(b.name) ? 1 : Number(a.id) - Number(b.id);

/** In a straight line between the nearest ranks. */
function percentile(sorted: readonly number[], percent: number): number {
  const at = (percent / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}
