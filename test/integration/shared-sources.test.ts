import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ShapeName } from '../../src/model/shape-name.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { inTemporaryFolder, transformFolder } from '../support/edition.js';
import {
  compareEntity,
  compareMostPopularGenres,
  type ExpectedAnswers,
  inParallel,
  type Mean,
  type Year,
} from '../support/expected-answers.js';
import { failureOf } from '../support/failure.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { describeWithSharedData, sharedSources, sharedSourcesExpected } from '../support/shared-data.js';

type Entities = ExpectedAnswers['companies'];
type Sum = Year['budget'];

const inputs: [shape: ShapeName, path: string][] = [
  ['tmdb-5000', 'tmdb-5000'],
  ['tmdb-api', 'tmdb-api/movies.json.gz'],
  ['tmdb-csv', 'tmdb-csv'],
];

for (const [shape, path] of inputs) {
  describeWithSharedData(`the real movies of ${path}`, function () {
    this.timeout(900_000);
    const input = join(sharedSources, path);
    const loaded = loadedEdition(input);
    let expected: ExpectedAnswers;
    // Its objects have the popularity 0 where the sample has 7e-06.
    const tolerance = shape === 'tmdb-api' ? 1e-5 : 1e-6;
    /** By id; of tmdb-csv, companies of one name taken together, by the id of the name. */
    let companies: Entities;
    before(() => {
      expected = JSON.parse(readFileSync(sharedSourcesExpected, 'utf8'));
      companies = shape === 'tmdb-csv' ? byName(expected.companies) : expected.companies;
    });

    it(`are recognised as ${shape}, and counted as the independent program counted them`, async () => {
      await inTemporaryFolder(async (out) => {
        const report = await transformEdition({ input, out });
        const { movies, rejected, duplicates, repaired, undated, unreleased } = expected;
        expect(report).to.include({ shape, movies, rejected, duplicates, repaired, undated, unreleased });
        expect(report.companies).to.equal(Object.keys(companies).length);
      });
    });

    it('give every figure of every year of all genres over HTTP', async () => {
      await inParallel(Object.entries(expected.genres), ([id, figures]) =>
        compareEntity(loaded, 'genres', Number(id), figures, expected.genres, { tolerance }),
      );
    });

    it('give every figure of every year of all companies over HTTP', async () => {
      await inParallel(Object.entries(companies), ([id, figures]) =>
        // That the questions of one figure give the same is asked of the shared sample.
        compareEntity(loaded, 'companies', Number(id), figures, expected.genres, {
          questions: 'each figure once',
        }),
      );
    });

    it('give the most popular genre of every year, and leave out what the independent program left out', async () => {
      await compareMostPopularGenres(loaded, expected);
    });
  });
}

describeWithSharedData('the real movies of other files', function () {
  this.timeout(60_000);

  it('are the same documents from JSON lines as from an array', async () => {
    await inTemporaryFolder(async (folder) => {
      const documents = [];
      for (const name of ['movies.json.gz', 'movies.jsonl.gz']) {
        const { report: _, ...rest } = await transformFolder(join(sharedSources, 'tmdb-api', name), folder);
        documents.push(rest);
      }
      expect(documents[0]).to.deep.equal(documents[1]);
    });
  });

  it('saved by a spreadsheet on Windows, are refused with line and byte, and read with --encoding', async () => {
    await inTemporaryFolder(async (folder) => {
      const input = join(sharedSources, 'tmdb-csv', 'saved-by-a-spreadsheet.csv');
      const { message } = await failureOf(transformFolder(input, folder));
      expect(message).to.include('line 12, byte 7441').and.include('--encoding');
      const { report, movies } = await transformFolder(input, folder, false, { encoding: 'windows-1252' });
      expect(report).to.include({ shape: 'tmdb-csv', movies: movies.length, rejected: 0 });
      expect(movies[0]).to.include({ title: 'Inception', budget: 160_000_000, adult: false });
    });
  });
});

/** Rule 21, written out once more: 10^12 and the first 52 bits of the SHA-256. */
function idOf(name: string): string {
  const digest = createHash('sha256').update(name.trim().normalize('NFC')).digest();
  return String(1_000_000_000_000n + (digest.readBigUInt64BE(0) >> 12n));
}

/** A list of names joined by commas cannot tell these from two companies. */
const torn = [
  'Pérez Pareja, M. Flor',
  'Direction du Développement et de la Coopération (DDC), Département Fédéral des Affaires Etrangères',
];

function byName(companies: Entities): Entities {
  const together: Entities = {};
  const named = Object.values(companies).flatMap(({ name, years }) =>
    (torn.includes(name) ? name.split(', ') : [name]).map((piece) => ({ name: piece, years })),
  );
  for (const { name, years } of named) {
    together[idOf(name)] ??= { name, years: {} };
    const sums = together[idOf(name)]?.years ?? {};
    for (const [year, figures] of Object.entries(years)) {
      const before = sums[year];
      sums[year] = before === undefined ? figures : add(before, figures);
    }
  }
  return together;
}

function add(a: Year, b: Year): Year {
  const sum = (one: Sum, other: Sum): Sum => ({
    sum: one.sum === null ? other.sum : one.sum + (other.sum ?? 0),
    known: one.known + other.known,
  });
  const mean = (one: Mean, other: Mean): Mean => ({
    mean: ((one.mean ?? 0) * one.known + (other.mean ?? 0) * other.known) / (one.known + other.known),
    known: one.known + other.known,
  });
  const genres = { ...a.releasesByGenre };
  for (const [id, releases] of Object.entries(b.releasesByGenre ?? {}))
    genres[id] = (genres[id] ?? 0) + releases;
  return {
    releases: a.releases + b.releases,
    budget: sum(a.budget, b.budget),
    revenue: sum(a.revenue, b.revenue),
    profit: sum(a.profit, b.profit),
    popularity: mean(a.popularity, b.popularity),
    releasesByGenre: genres,
  };
}
