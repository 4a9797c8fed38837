import { expect } from 'chai';
import type { LoadedEdition } from './loaded-edition.js';

type Sum = { sum: number | null; known: number };
export type Mean = { mean: number | null; known: number };
export type Year = {
  releases: number;
  budget: Sum;
  revenue: Sum;
  profit: Sum;
  popularity: Mean;
  releasesByGenre?: Record<string, number>;
};
/** Answers computed by an independent program. */
export type ExpectedAnswers = {
  genres: Record<string, { name: string; years: Record<string, Year> }>;
  companies: Record<string, { name: string; years: Record<string, Year> }>;
  mostPopularGenreByYear: Record<string, number>;
} & Record<'movies' | 'rejected' | 'duplicates' | 'repaired' | 'undated' | 'unreleased', number>;

/** What is asked: every question by year, or those alone that hold each figure once. */
type CompareOptions = { tolerance?: number; questions?: 'all' | 'each figure once' };

/** The questions by year of one company or genre, every row of them. */
async function compareYears(
  loaded: LoadedEdition,
  path: string,
  years: Record<string, Year>,
  genres: ExpectedAnswers['genres'],
  { tolerance = 1e-6, questions = 'all' }: CompareOptions,
): Promise<void> {
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
  const isCompany = path.includes('companies');
  const byGenre = isCompany ? await rowsOf('releases-by-genre-by-year') : [];
  const alone = questions === 'all' ? (['budget', 'revenue', 'profit', 'popularity'] as const) : [];
  const rowsWith = new Map<keyof Year, typeof summary>();
  for (const field of alone) rowsWith.set(field, await rowsOf(`${field}-by-year`));
  for (const [at, [year, figures]] of wanted.entries()) {
    for (const field of ['budget', 'revenue', 'profit'] as const) {
      for (const rows of [summary, rowsWith.get(field) ?? summary])
        expect(rows[at][field], `${path}, ${field} of ${year}`).to.deep.equal(figures[field]);
    }
    for (const rows of [summary, rowsWith.get('popularity') ?? summary])
      expectMean(rows[at].popularity, figures.popularity, `${path}, ${year}`, tolerance);
    if (!isCompany) continue;
    const found = byGenre[at].genres.map(({ id, releases }: Record<string, number>) => [
      String(id),
      releases,
    ]);
    expect(Object.fromEntries(found), `${path}, genres of ${year}`).to.deep.equal(figures.releasesByGenre);
    for (const { id, name } of byGenre[at].genres) expect(name).to.equal(genres[id]?.name);
  }
}

/** Adds the figures of all years up (rule 13). */
function sumOf(years: Record<string, Year>, field: 'budget' | 'revenue' | 'profit'): Sum {
  const figures = Object.values(years).map((year) => year[field]);
  const known = figures.reduce((total, figure) => total + figure.known, 0);
  const sum = known === 0 ? null : figures.reduce((total, figure) => total + (figure.sum ?? 0), 0);
  return { sum, known };
}

/** Compares a company or genre under an id with its expected figures. */
export async function compareEntity(
  loaded: LoadedEdition,
  kind: 'genres' | 'companies',
  id: number,
  { name, years }: ExpectedAnswers['genres'][string],
  genres: ExpectedAnswers['genres'],
  options: CompareOptions = {},
): Promise<void> {
  const { status, body } = await loaded.api.get(`/v1/${kind}/${id}`);
  expect(status, `${kind} ${id}`).to.equal(200);
  const numbers = Object.keys(years).map(Number);
  const { totals, ...entity } = body.data;
  expect(entity).to.deep.equal({
    id,
    name,
    movies: Object.values(years).reduce((sum, { releases }) => sum + releases, 0),
    firstYear: numbers.length > 0 ? Math.min(...numbers) : null,
    lastYear: numbers.length > 0 ? Math.max(...numbers) : null,
  });
  for (const field of ['budget', 'revenue', 'profit'] as const) {
    expect(totals[field], `${kind} ${id}, total ${field}`).to.deep.equal(sumOf(years, field));
  }
  await compareYears(loaded, `/v1/${kind}/${id}`, years, genres, options);
}

/** Compares the most popular genre of every year, and what was left out of all answers. */
export async function compareMostPopularGenres(
  loaded: LoadedEdition,
  expected: ExpectedAnswers,
): Promise<void> {
  const { body } = await loaded.api.get('/v1/genres/most-popular-by-year');
  const found = body.data.map(({ year, genre }: { year: number; genre: { id: number } }) => [
    String(year),
    genre.id,
  ]);
  expect(Object.fromEntries(found)).to.deep.equal(expected.mostPopularGenreByYear);
  for (const row of body.data) {
    const { name, years } = expected.genres[row.genre.id] as ExpectedAnswers['genres'][string];
    expect(row.genre.name).to.equal(name);
    expect(row.releases).to.equal(years[row.year]?.releases);
    expectMean(row.popularity, years[row.year]?.popularity as Mean, `genre ${row.genre.id}, ${row.year}`);
  }
  const { body: genres } = await loaded.api.get('/v1/genres');
  expect(genres.meta.excluded).to.deep.equal({ undated: expected.undated, unreleased: expected.unreleased });
  expect(genres.meta.total).to.equal(Object.keys(expected.genres).length);
}

function expectMean(found: Mean, wanted: Mean, what: string, tolerance = 1e-6): void {
  expect(found.known, what).to.equal(wanted.known);
  if (wanted.mean === null) expect(found.mean, what).to.equal(null);
  else expect(found.mean, what).to.be.closeTo(wanted.mean, tolerance);
}

/** Runs something for each item, six at a time. */
export async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await run(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
