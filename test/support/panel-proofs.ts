import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { generateDashboards } from '../../dashboards/generate/generate.js';
import type { DashboardName } from '../../dashboards/generate/read-descriptions.js';
import { readHistory } from '../../src/load/run-history.js';
import type { Report } from '../../src/model/report.js';
import { type Choices, type Row, showPanel } from './kibana-search.js';
import type { LoadedEdition } from './loaded-edition.js';

type Sum = { sum: number | null; known: number };
type Mean = { mean: number | null; known: number };
type Figures = { year: number; releases: number; budget: Sum; revenue: Sum; profit: Sum; popularity: Mean };
type Ranked = { year: number; genre: { name: string }; releases: number; popularity: Mean };
type Top = { company: { id: number; name: string }; genre: { id: number; name: string }; profit: Sum };

/** Facts about every panel: what Kibana's question brings from Elasticsearch is what the API answers. */
export function provePanels(loaded: LoadedEdition): void {
  const show = async (dashboard: DashboardName, panel: string, choices?: Choices): Promise<Row[]> =>
    await showPanel(loaded.client, (await generateDashboards())[dashboard], panel, choices);
  const ask = async <T>(path: string): Promise<T> => {
    const { status, body } = await loaded.api.get(path);
    expect(status, path).to.equal(200);
    return body.data;
  };
  const report = (): Report => JSON.parse(readFileSync(join(loaded.hydration, 'report.json'), 'utf8'));

  it('Companies: money, coverage and popularity by year are those of the whole industry', async () => {
    const years = await ask<Figures[]>('/v1/movies/summary-by-year');
    expect(years).to.have.length.greaterThan(1);
    expect(await show('companies', 'money-by-year')).to.deep.equal(years.map((year) => pick(year, sums)));
    expect(await show('companies', 'known-by-year')).to.deep.equal(
      years.map((year) => pick(year, ['movies', ...known])),
    );
    expect(rounded(await show('companies', 'popularity-by-year'))).to.deep.equal(
      rounded(years.map((year) => pick(year, ['popularity']))),
    );
    const columns = ['movies', ...sums, ...known, 'popularity', 'popularity-known'];
    expect(rounded(await show('companies', 'by-year'))).to.deep.equal(
      rounded(years.map((year) => pick(year, columns)).reverse()),
    );
  });

  it('Companies: a chosen company, genre, range of years and status are the same words of the API', async () => {
    const [{ company }] = await topOfUniqueNames();
    const [genre] = await ask<{ id: number; name: string }[]>('/v1/genres');
    for (const [choices, query] of [
      [{ company: [company.name] }, `company=${company.id}`],
      [{ genre: [genre?.name ?? ''] }, `genre=${genre?.id}`],
      [{ years: [1990, 2005] }, 'from=1990&to=2005'],
      [{ status: [] }, 'status=any'],
    ] as const) {
      const years = await ask<Figures[]>(`/v1/movies/summary-by-year?${query}`);
      expect(years, query).to.have.length.greaterThan(0);
      const expected = years.map((year) => pick(year, ['movies', ...sums, ...known]));
      const rows = await show('companies', 'by-year', choices);
      expect(rows.map(({ popularity, 'popularity-known': _, ...row }) => row).reverse(), query).to.deep.equal(
        expected,
      );
    }
  });

  it('Companies: the top companies, by id and by name', async () => {
    const top = await ask<Top[]>('/v1/companies/top?by=profit&limit=1000');
    const expected = new Map(top.map(({ company, profit }) => [String(company.id), profit]));
    const byId = await show('companies', 'top-by-id');
    expect(byId.map(({ profit }) => profit)).to.deep.equal(
      top.slice(0, byId.length).map(({ profit }) => profit.sum),
    );
    for (const { by0, profit, movies } of byId) {
      expect({ sum: profit, known: movies }, `company ${by0}`).to.deep.equal(expected.get(String(by0)));
    }
    const byName = await show('companies', 'top-by-profit');
    const unique = new Map((await topOfUniqueNames()).map(({ company, profit }) => [company.name, profit]));
    const compared = byName.filter(({ by0 }) => unique.has(String(by0)));
    expect(compared).to.have.length.greaterThan(0);
    for (const { by0, profit } of compared)
      expect(profit, String(by0)).to.equal(unique.get(String(by0))?.sum);
  });

  it('Companies: directors and decades are those of the API', async () => {
    const top = await ask<{ director: { name: string }; revenue: Sum }[]>('/v1/directors/top?limit=1000');
    const names = top.map(({ director }) => director.name);
    const isUnique = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
    for (const { by0, revenue } of await show('companies', 'top-directors')) {
      const found = top.find(({ director }) => director.name === by0 && isUnique(director.name));
      if (found !== undefined) expect(revenue, String(by0)).to.equal(found.revenue.sum);
    }
    type Decade = Omit<Figures, 'year' | 'popularity'> & { decade: number };
    const decades = await ask<Decade[]>(
      '/v1/movies/aggregate?group=decade&measures=releases,budget,revenue,profit&limit=100',
    );
    const popularity = { mean: null, known: 0 };
    const rows = decades.map((row) =>
      pick({ ...row, year: row.decade, popularity }, ['movies', ...sums, ...known]),
    );
    expect(await show('companies', 'by-decade')).to.deep.equal(rows.reverse());
  });

  it('Genres: the mean weighted rating is that of the movies', async () => {
    const genres = await ask<{ id: number; name: string }[]>('/v1/genres');
    const rows = await show('genres', 'weighted-rating');
    for (const { id, name } of genres.slice(0, 3)) {
      const movies = await ask<{ weightedRating: number }[]>(`/v1/movies/top?genre=${id}&limit=1000`);
      if (movies.length === 0 || movies.length === 1000) continue;
      const mean = movies.reduce((sum, { weightedRating }) => sum + weightedRating, 0) / movies.length;
      const row = rows.find(({ by0 }) => by0 === name);
      expect(row?.rated, name).to.equal(movies.length);
      expect(Number(row?.['weighted-rating']), name).to.be.closeTo(mean, 1e-6);
    }
  });

  it('Genres: releases and popularity by year and genre are the full ranking', async () => {
    const ranking = await ask<Ranked[]>('/v1/genres/most-popular-by-year?ranking=full');
    const sorted = ranking.toSorted((a, b) => a.year - b.year || compare(a.genre.name, b.genre.name));
    const popularity = sorted.map(({ year, genre, popularity: { mean } }) => ({
      by0: year,
      by1: genre.name,
      popularity: mean,
    }));
    for (const panel of ['popularity-by-year', 'popularity-over-time']) {
      expectClose(await show('genres', panel), popularity, panel);
    }
    const releases = sorted.map(({ year, genre, releases }) => ({
      by0: year,
      by1: genre.name,
      movies: releases,
    }));
    expect(await show('genres', 'releases-by-year')).to.deep.equal(releases);
    expect(await show('companies', 'releases-by-genre')).to.deep.equal(releases);
  });

  it('Genres: the winner of each year is the API’s, but for ties', async () => {
    const ranking = await ask<Ranked[]>('/v1/genres/most-popular-by-year?ranking=full');
    const winners = await ask<Ranked[]>('/v1/genres/most-popular-by-year');
    const rows = rounded(await show('genres', 'winner-by-year')).filter(
      ({ popularity }) => popularity !== null,
    );
    expect(rows.map(({ by0 }) => by0)).to.deep.equal(winners.map(({ year }) => year).reverse());
    for (const [at, { year, genre, releases, popularity }] of winners.reverse().entries()) {
      const row = rows[at] as Row;
      expect(row.popularity, String(year)).to.equal(round(popularity.mean));
      const level = ranking.filter(
        (other) => other.year === year && round(other.popularity.mean) === round(popularity.mean),
      );
      if (level.length === 1) expect([row.by1, row.movies]).to.deep.equal([genre.name, releases]);
      else expect(level.map((other) => other.genre.name)).to.include(row.by1);
    }
  });

  it('Genres: the figures of each genre', async () => {
    const genres = await ask<{ id: number; name: string }[]>('/v1/genres?limit=1000');
    const table = await show('genres', 'by-genre');
    for (const measure of ['budget', 'revenue', 'profit'] as const) {
      const top = await ask<(Top & Record<string, Sum>)[]>(`/v1/genres/top?by=${measure}&limit=1000`);
      expect(top).to.have.length.greaterThan(0);
      for (const { genre, [measure]: figure } of top) {
        const row = table.find(({ by0 }) => by0 === genre.name);
        expect([row?.[measure], row?.[`${measure}-known`]], genre.name).to.deep.equal([
          figure?.sum,
          figure?.known,
        ]);
      }
      const unknown = table.filter(({ by0 }) => !top.some(({ genre }) => genre.name === by0));
      expect(unknown.map((row) => row[measure])).to.deep.equal(unknown.map(() => null));
      if (measure !== 'profit') continue;
      expect((await show('genres', 'profit')).map(({ profit }) => profit)).to.deep.equal(
        top.map(({ profit }) => profit.sum),
      );
    }
    const releases = await ask<(Top & { releases: number })[]>('/v1/genres/top?by=releases&limit=1000');
    const counts = new Map(releases.map(({ genre, releases }) => [genre.name, releases]));
    const bars = await show('genres', 'releases');
    expect(new Map(bars.map(({ by0, movies }) => [by0, movies]))).to.deep.equal(counts);
    const ids = await show('genres', 'by-id');
    const names = new Map(genres.map(({ id, name }) => [String(id), name]));
    expect(new Map(ids.map(({ by0, movies }) => [names.get(String(by0)), movies]))).to.deep.equal(counts);
  });

  it('Data quality: coverage of budgets and revenues, by year and by genre', async () => {
    const years = await ask<Figures[]>('/v1/movies/summary-by-year');
    for (const measure of ['budget', 'revenue'] as const) {
      const rows = await show('data-quality', `${measure}-coverage`);
      const expected = years.flatMap(({ year, releases, [measure]: { known: count } }) => [
        { by0: year, by1: 'known', movies: count },
        { by0: year, by1: 'not known', movies: releases - count },
      ]);
      expect(rows).to.deep.equal(expected);
    }
    const coverage = await show('data-quality', 'coverage-by-genre');
    const figures = await show('genres', 'by-genre');
    const columns = ['by0', 'movies', ...known, 'popularity-known'];
    const picked = (rows: Row[]) => rows.map((row) => Object.fromEntries(columns.map((id) => [id, row[id]])));
    expect(picked(coverage)).to.deep.equal(picked(figures));
  });

  it('Data quality: statuses, dates, flags and unreadable cells are those of the report', async () => {
    const { movies, undated, unreleased, flags, issues, files } = report();
    const statuses = await show('data-quality', 'status');
    expect(total(statuses, 'movies')).to.equal(movies);
    expect(total(statuses, 'dated')).to.equal(movies - undated);
    const others = statuses.filter(({ by0 }) => by0 !== 'Released');
    expect(total(others, 'movies')).to.equal(unreleased);
    const flagged = (await show('data-quality', 'flags')).map(({ by0, movies }) => [by0, movies]);
    expect(Object.fromEntries(flagged)).to.deep.equal(
      Object.fromEntries(Object.entries(flags).filter(([, count]) => count > 0)),
    );
    // The report counts cells, the panel movies: a movie of two such cells of one column counts once.
    const counted = Object.assign({}, issues, ...Object.values(files).map(({ issues }) => issues));
    const cells = await show('data-quality', 'issues');
    expect(cells.map(({ by0 }) => by0)).to.have.members(Object.keys(counted));
    for (const { by0, movies } of cells)
      expect(movies, String(by0)).to.be.at.most(counted[String(by0)].count);
  });

  it('Data quality: what each load read, rejected and repaired, and how loads ended', async () => {
    const history = await readHistory(loaded.client, 1000);
    const runs = history.toSorted((a, b) => compare(b.id, a.id)).slice(0, 50);
    expect(runs).to.have.length.greaterThan(0);
    const rows = await show('data-quality', 'runs');
    expect(rows).to.deep.equal(
      runs.map((run) => ({
        by0: run.id,
        by1: run.verb,
        by2: run.outcome,
        by3: run.edition ?? '__missing__',
        started: Date.parse(run.startedAt),
        seconds: run.seconds,
        read: run.rowsRead,
        rejected: run.rowsRejected,
        repaired: run.rowsRepaired,
        movies: run.documents?.movies ?? null,
        retries: run.retries,
        'failed-documents': run.failedDocuments,
      })),
    );
    const reading = history.filter(({ rowsRead }) => rowsRead !== null);
    const latest = reading.toSorted((a, b) => compare(b.id, a.id)).slice(0, 50);
    expect(await show('data-quality', 'rejected-by-load')).to.deep.equal(
      latest.map(({ id, rowsRejected: rejected, rowsRepaired: repaired }) => ({
        by0: id,
        rejected,
        repaired,
      })),
    );
    const outcomes = new Map<string, number>();
    for (const { outcome } of history) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const shown = (await show('data-quality', 'outcomes')).map(({ by0, runs }) => [by0, runs] as const);
    expect(new Map(shown)).to.deep.equal(outcomes);
  });

  /** Companies by profit whose name no other company of the edition has. */
  async function topOfUniqueNames(): Promise<[Top, ...Top[]]> {
    const top = await ask<Top[]>('/v1/companies/top?by=profit&limit=1000');
    const unique: Top[] = [];
    for (const row of top.slice(0, 40)) {
      const query = new URLSearchParams({ q: row.company.name, limit: '1000' });
      const namesakes = await ask<{ name: string }[]>(`/v1/companies?${query}`);
      if (namesakes.filter(({ name }) => name === row.company.name).length === 1) unique.push(row);
    }
    expect(unique).to.have.length.greaterThan(0);
    return unique as [Top, ...Top[]];
  }
}

const sums = ['budget', 'revenue', 'profit'];
const known = sums.map((measure) => `${measure}-known`);

/** The API's row of a year as a panel with these columns shows it. */
function pick(year: Figures, columns: readonly string[]): Row {
  const cells: Row = {
    movies: year.releases,
    popularity: year.popularity.mean,
    'popularity-known': year.popularity.known,
  };
  for (const measure of ['budget', 'revenue', 'profit'] as const) {
    cells[measure] = year[measure].sum;
    cells[`${measure}-known`] = year[measure].known;
  }
  return { by0: year.year, ...Object.fromEntries(columns.map((id) => [id, cells[id] ?? null])) };
}

const total = (rows: readonly Row[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

/** By code units, as Elasticsearch sorts keywords. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Means agree to a billionth: they are added up in different orders, and not rounded alike. */
function expectClose(found: readonly Row[], expected: readonly Row[], what: string): void {
  const words = ({ popularity: _, ...row }: Row): Row => row;
  expect(found.map(words), what).to.deep.equal(expected.map(words));
  for (const [at, { popularity }] of expected.entries()) {
    const value = found[at]?.popularity ?? null;
    if (popularity === null) expect(value, `${what} ${at}`).to.equal(null);
    else expect(value, `${what} ${at}`).to.be.closeTo(Number(popularity), 1e-9 * (1 + Number(popularity)));
  }
}

/** Means agree to nine digits: they are added up in different orders. */
const round = (value: number | string | null | undefined) =>
  typeof value === 'number' ? Number(value.toPrecision(9)) : (value ?? null);
const rounded = (rows: readonly Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([id, value]) => [id, round(value)])));
