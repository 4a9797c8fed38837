import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, it } from 'mocha';
import { type PythonDict, parsePythonLiteral } from '../../../src/csv/python-literal/parse-python-literal.js';
import { crewJobs, roleJobs } from '../../../src/model/movie.js';
import { inTemporaryFolder, type Transformed, transformFolder } from '../../support/edition.js';
import { readCsv } from '../../support/read-csv.js';
import { describeWithSharedData, sharedSample } from '../../support/shared-data.js';

const rowsOf = (file: string): string[][] => readCsv(readFileSync(join(sharedSample, file), 'utf8')).slice(1);
const dictsOf = (cell: string | undefined) => parsePythonLiteral(cell ?? '[]') as PythonDict[];

/** Counts by key, for answers found a second, naive way. */
function countBy(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describeWithSharedData('transformEdition, real rows of every file', () => {
  let result: Transformed;

  before(async function () {
    this.timeout(120_000);
    await inTemporaryFolder(async (folder) => {
      result = await transformFolder(sharedSample, join(folder, 'out'));
    });
  });

  it('rejects no row of the side files and reads every literal', () => {
    for (const [name, file] of Object.entries(result.report.files)) {
      expect(file, name).to.deep.include({ rejected: 0, issues: {} });
      expect(file.rows, name).to.equal(rowsOf(name).length);
    }
  });

  it('has the cast and crew of every movie, field by field', () => {
    const rows = new Map(rowsOf('credits.csv').map((row) => [Number(row[2]), row]));
    let compared = 0;
    for (const movie of result.movies) {
      const row = rows.get(movie.id);
      if (row === undefined) {
        expect(movie).to.deep.include({ cast: [], castCount: 0, crew: [], crewCount: 0 });
        continue;
      }
      const [cast, crew] = [dictsOf(row[0]), dictsOf(row[1])];
      const billed = [...cast].sort((a, b) => Number(a.order) - Number(b.order)).slice(0, 20);
      const made = crew.filter(({ job }) => crewJobs.includes(String(job))).slice(0, 50);
      expect(movie).to.include({ castCount: cast.length, crewCount: crew.length });
      expect(movie.cast.map(({ id, order, character }) => [id, order, character ?? ''])).to.deep.equal(
        billed.map(({ id, order, character }) => [id, order, character]),
      );
      expect(movie.crew.map(({ id, job, department }) => [id, job, department])).to.deep.equal(
        made.map(({ id, job, department }) => [id, job, department]),
      );
      for (const [role, jobs] of Object.entries(roleJobs) as [keyof typeof roleJobs, readonly string[]][]) {
        const ids = crew.filter(({ job }) => jobs.includes(String(job))).map(({ id }) => id);
        expect(movie[role].map(({ id }) => id)).to.deep.equal([...new Set(ids)]);
      }
      compared += cast.length + crew.length;
    }
    expect(compared).to.be.greaterThan(5000);
  });

  it('has everybody of the casts and crews, under the most frequent spelling', () => {
    const ids = new Set(result.movies.map(({ id }) => String(id)));
    const rows = rowsOf('credits.csv').filter(([, , id]) => ids.has(id ?? ''));
    const cells = rows.flatMap(([cast, crew]) => [dictsOf(cast), dictsOf(crew)]);
    const uses = countBy(
      cells.flatMap((dicts) => {
        const named = new Map(dicts.toReversed().map(({ id, name }) => [id, name]));
        return [...named].map(([id, name]) => `${id} ${name}`);
      }),
    );
    const names = new Map<number, string>();
    for (const [key, count] of [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      const id = Number.parseInt(key, 10);
      if (!names.has(id) && count > 0) names.set(id, key.slice(key.indexOf(' ') + 1));
    }
    const expected = [...names].sort((a, b) => a[0] - b[0]);
    expect(result.people.map(({ id, name }) => [id, name])).to.deep.equal(expected);
  });

  it('rule 23: has the weighted rating of every movie, by the formula as IMDb wrote it', () => {
    const rated = result.movies.flatMap(({ votes, rating }) =>
      votes !== null && votes > 0 && rating !== null ? [{ votes, rating }] : [],
    );
    const c = rated.reduce((sum, { rating }) => sum + rating, 0) / rated.length;
    const ranked = rated.map(({ votes }) => votes).sort((a, b) => a - b);
    const m = ranked[Math.ceil(0.95 * ranked.length) - 1] as number;
    expect(result.report.ratingPrior).to.deep.include({ votes: m, movies: rated.length });
    expect(result.report.ratingPrior?.mean).to.be.closeTo(c, 1e-9);
    for (const { id, votes, rating, weightedRating } of result.movies) {
      if (votes === null || votes === 0 || rating === null) expect(weightedRating, `${id}`).to.equal(null);
      else {
        const expected = (votes / (votes + m)) * rating + (m / (votes + m)) * c;
        expect(weightedRating, `${id}`).to.be.closeTo(expected, 1e-9);
      }
    }
  });

  it('has the keywords of every movie', () => {
    const rows = new Map(rowsOf('keywords.csv').map(([id, keywords]) => [Number(id), dictsOf(keywords)]));
    for (const movie of result.movies) {
      const expected = (rows.get(movie.id) ?? []).map(({ id }) => id);
      expect(movie.keywords.map(({ id }) => id)).to.deep.equal(expected);
    }
  });

  it('has the ratings of every movie, joined through links, each row accounted for', () => {
    const links = rowsOf('links.csv').filter(([, , tmdbId]) => tmdbId !== '');
    const claims = countBy(links.map(([, , tmdbId]) => tmdbId as string));
    const tmdbIds = new Map(
      links.filter(([, , id]) => claims.get(id as string) === 1).map((row) => [row[0], row[2]]),
    );
    const stars = new Map<string, number[]>();
    for (const [, movieLensId, rating] of rowsOf('ratings.csv')) {
      const tmdbId = tmdbIds.get(movieLensId);
      if (tmdbId !== undefined) stars.set(tmdbId, [...(stars.get(tmdbId) ?? []), Number(rating)]);
    }
    let joined = 0;
    for (const movie of result.movies) {
      const given = stars.get(String(movie.id)) ?? [];
      joined += given.length;
      expect(movie.movieLens?.count ?? 0).to.equal(given.length);
      if (movie.movieLens === null) continue;
      expect(movie.movieLens.mean).to.be.closeTo(given.reduce((a, b) => a + b) / given.length, 1e-9);
      const histogram = Array.from(
        { length: 10 },
        (_, at) => given.filter((star) => star * 2 === at + 1).length,
      );
      expect(movie.movieLens.histogram).to.deep.equal(histogram);
    }
    expect(joined).to.be.greaterThan(5000);
    expect(result.report.ratings?.joined).to.equal(joined);
    const ambiguous = [...claims.values()].filter((count) => count > 1).reduce((a, b) => a + b, 0);
    expect(result.report.links).to.deep.include({ withoutTmdbId: 219, ambiguous });
  });
});
