import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { inTemporaryFolder } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedExpected, sharedSample } from '../support/shared-data.js';

type Sum = { sum: number | null; known: number };
type Mean = { mean: number | null; known: number };
type Year = {
  releases: number;
  budget: Sum;
  revenue: Sum;
  profit: Sum;
  popularity: Mean;
  releasesByGenre?: Record<string, number>;
};
type Expected = {
  genres: Record<string, { name: string; years: Record<string, Year> }>;
  companies: Record<string, { name: string; years: Record<string, Year> }>;
  mostPopularGenreByYear: Record<string, number>;
} & Record<'movies' | 'rejected' | 'duplicates' | 'repaired' | 'undated' | 'unreleased', number>;

describeWithSharedData('the real rows of the shared sample', function () {
  this.timeout(900_000);
  const loaded = loadedEdition(sharedSample);
  let expected: Expected;
  before(() => {
    expected = JSON.parse(readFileSync(sharedExpected, 'utf8'));
  });

  it('are counted in report.json as the independent program counted them', async () => {
    await inTemporaryFolder(async (out) => {
      const report = await transformEdition({ input: sharedSample, out });
      const { movies, rejected, duplicates, repaired, undated, unreleased } = expected;
      expect(report).to.include({ movies, rejected, duplicates, repaired, undated, unreleased });
    });
  });

  for (const kind of ['genres', 'companies'] as const) {
    it(`give every figure of every year of all ${kind} over HTTP`, async () => {
      const ids = Object.keys(expected[kind]);
      expect(ids).to.have.length.greaterThan(19);
      await inParallel(ids, async (id) => {
        const { name, years } = expected[kind][id] as Expected['genres'][string];
        const { status, body } = await loaded.api.get(`/v1/${kind}/${id}`);
        expect(status, `${kind} ${id}`).to.equal(200);
        const numbers = Object.keys(years).map(Number);
        expect(body.data).to.deep.equal({
          id: Number(id),
          name,
          movies: Object.values(years).reduce((sum, { releases }) => sum + releases, 0),
          firstYear: numbers.length > 0 ? Math.min(...numbers) : null,
          lastYear: numbers.length > 0 ? Math.max(...numbers) : null,
        });
        await compareYears(`/v1/${kind}/${id}`, years);
      });
    });
  }

  it('give the most popular genre of every year', async () => {
    const { body } = await loaded.api.get('/v1/genres/most-popular-by-year');
    const found = body.data.map(({ year, genre }: { year: number; genre: { id: number } }) => [
      String(year),
      genre.id,
    ]);
    expect(Object.fromEntries(found)).to.deep.equal(expected.mostPopularGenreByYear);
    for (const row of body.data) {
      const { name, years } = expected.genres[row.genre.id] as Expected['genres'][string];
      expect(row.genre.name).to.equal(name);
      expect(row.releases).to.equal(years[row.year]?.releases);
      expectMean(row.popularity, years[row.year]?.popularity as Mean, `genre ${row.genre.id}, ${row.year}`);
    }
  });

  it('leave out of all answers what the independent program left out', async () => {
    const { body } = await loaded.api.get('/v1/genres');
    expect(body.meta.excluded).to.deep.equal({ undated: expected.undated, unreleased: expected.unreleased });
    expect(body.meta.total).to.equal(Object.keys(expected.genres).length);
  });

  /** All questions by year of one company or genre, every row of them. */
  async function compareYears(path: string, years: Record<string, Year>): Promise<void> {
    const wanted = Object.entries(years).sort(([a], [b]) => Number(a) - Number(b));
    const rowsOf = async (question: string) => {
      const { status, body } = await loaded.api.get(`${path}/${question}`);
      expect(status, `${path}/${question}`).to.equal(200);
      expect(body.meta.edition).to.equal(loaded.edition);
      const heads = body.data.map((row: { year: number; releases: number }) => [
        String(row.year),
        row.releases,
      ]);
      expect(heads, `${path}/${question}`).to.deep.equal(
        wanted.map(([year, { releases }]) => [year, releases]),
      );
      return body.data;
    };
    const summary = await rowsOf('summary-by-year');
    const popularity = await rowsOf('popularity-by-year');
    const isCompany = path.includes('companies');
    const byGenre = isCompany ? await rowsOf('releases-by-genre-by-year') : [];
    for (const field of ['budget', 'revenue', 'profit'] as const) {
      const rows = await rowsOf(`${field}-by-year`);
      for (const [at, [year, figures]] of wanted.entries()) {
        expect(rows[at][field], `${path}, ${field} of ${year}`).to.deep.equal(figures[field]);
        expect(summary[at][field], `${path}, ${field} of ${year}`).to.deep.equal(figures[field]);
      }
    }
    for (const [at, [year, figures]] of wanted.entries()) {
      expectMean(popularity[at].popularity, figures.popularity, `${path}, ${year}`);
      expectMean(summary[at].popularity, figures.popularity, `${path}, ${year}`);
      if (!isCompany) continue;
      const genres = byGenre[at].genres.map(({ id, releases }: Record<string, number>) => [
        String(id),
        releases,
      ]);
      expect(Object.fromEntries(genres), `${path}, genres of ${year}`).to.deep.equal(figures.releasesByGenre);
      for (const { id, name } of byGenre[at].genres) expect(name).to.equal(expected.genres[id]?.name);
    }
  }
});

function expectMean(found: Mean, wanted: Mean, what: string): void {
  expect(found.known, what).to.equal(wanted.known);
  if (wanted.mean === null) expect(found.mean, what).to.equal(null);
  else expect(found.mean, what).to.be.closeTo(wanted.mean, 1e-6);
}

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await run(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
