import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Database } from 'sql.js';
import { writeEdition } from '../../../sample/write-edition.js';
import { exportRelational } from '../../../src/relational/export-relational.js';
import { tables } from '../../../src/relational/tables.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import { inTemporaryFolder, movieLine, moviesCsv } from '../../support/edition.js';
import { describeWithSharedData, sharedExpected, sharedSample } from '../../support/shared-data.js';
import { openDatabase, query } from '../../support/sql-database.js';

/** Every measure by year for everything that movies refer to through a bridge, as SQL would be asked for it. */
const summary = (bridge: string, key: string) => `
  SELECT ${key} AS id, release_year AS year, COUNT(*) AS releases,
    SUM(budget_usd) AS budget, COUNT(budget_usd) AS budgetKnown,
    SUM(revenue_usd) AS revenue, COUNT(revenue_usd) AS revenueKnown,
    SUM(revenue_usd - budget_usd) AS profit, COUNT(revenue_usd - budget_usd) AS profitKnown,
    AVG(popularity) AS popularity, COUNT(popularity) AS popularityKnown
  FROM movie JOIN ${bridge} ON movie_id = movie.id
  WHERE status = 'Released' AND release_year IS NOT NULL
  GROUP BY 1, 2`;

async function withDatabase(
  input: string,
  run: (database: Database, hydration: string, counts: Record<string, number>) => unknown,
  corrections?: string,
) {
  await inTemporaryFolder(async (folder) => {
    await transformEdition({ input, out: folder, ...(corrections !== undefined && { corrections }) });
    const counts = await exportRelational(folder);
    const database = await openDatabase(join(folder, 'relational'));
    try {
      await run(database, folder, counts);
    } finally {
      database.close();
    }
  });
}

describe('the relational export', function () {
  this.timeout(240_000);

  it('has every document of a sample edition and every reference, and gives the same counts as the documents', async () => {
    await inTemporaryFolder(async (edition) => {
      await writeEdition(edition, { movies: 600, seed: 3, ratings: 9000 });
      await withDatabase(edition, async (database, hydration, counts) => {
        const lines = async (type: string) =>
          (await readFile(join(hydration, `${type}.ndjson`), 'utf8'))
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line));
        const movies = await lines('movies');
        for (const [table, rows] of Object.entries(counts)) {
          expect(query(database, `SELECT COUNT(*) AS rows FROM ${table}`), table).to.deep.equal([{ rows }]);
          // A sample has no corrections.
          if (table !== 'movie_correction') expect(rows, table).to.be.greaterThan(0);
        }
        expect(counts.movie).to.equal(movies.length);
        expect(counts.movie_cast).to.equal(movies.reduce((sum, { cast }) => sum + cast.length, 0));
        for (const [type, table, bridge] of [
          ['companies', 'company', 'movie_company'],
          ['genres', 'genre', 'movie_genre'],
        ] as const) {
          const found = query(
            database,
            `SELECT t.id, t.name, COUNT(m.id) AS movies, MIN(m.release_year) AS firstYear, MAX(m.release_year) AS lastYear
             FROM ${table} t LEFT JOIN ${bridge} b ON b.${table}_id = t.id
             LEFT JOIN movie m ON m.id = b.movie_id AND m.status = 'Released' AND m.release_year IS NOT NULL
             GROUP BY t.id ORDER BY t.id`,
          );
          const documents = (await lines(type)).map(({ id, name, movies, firstYear, lastYear }) => ({
            id,
            name,
            movies,
            firstYear,
            lastYear,
          }));
          expect(found).to.deep.equal(documents);
        }
      });
    });
  });

  it('has the corrected fields with what was reported and their source', async () => {
    await inTemporaryFolder(async (edition) => {
      await writeFile(
        join(edition, 'movies_metadata.csv'),
        moviesCsv([movieLine({ id: '1', revenue: '8' }), movieLine({ id: '2', tagline: '' })]),
      );
      const corrections = join(edition, 'fixes.csv');
      await writeFile(
        corrections,
        'id,field,value,source\n1,revenue,8000000,"A report, p. 7"\n2,tagline,Boo.,The poster\n',
      );
      const check = (database: Database) => {
        expect(query(database, 'SELECT * FROM movie_correction ORDER BY movie_id')).to.deep.equal([
          { movie_id: 1, field: 'revenue', reported: '8', source: 'A report, p. 7' },
          { movie_id: 2, field: 'tagline', reported: null, source: 'The poster' },
        ]);
        expect(query(database, 'SELECT revenue_usd AS revenue FROM movie WHERE id = 1')).to.deep.equal([
          { revenue: 8_000_000 },
        ]);
      };
      await withDatabase(edition, check, corrections);
    });
  });

  it('keeps text with commas, quotes, newlines and accents', async () => {
    await inTemporaryFolder(async (edition) => {
      await writeEdition(edition, { movies: 300, seed: 4, ratings: 0 });
      await withDatabase(edition, async (database, hydration) => {
        const movies = (await readFile(join(hydration, 'movies.ndjson'), 'utf8'))
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        const found = query(
          database,
          'SELECT id, title, overview, tagline, release_date AS releaseDate FROM movie',
        );
        expect(found).to.deep.equal(
          movies.map(({ id, title, overview, tagline, releaseDate }) => ({
            id,
            title,
            overview,
            tagline,
            releaseDate,
          })),
        );
        expect(found.some(({ overview }) => String(overview).includes('\n'))).to.equal(true);
      });
    });
  });

  it('consists of a CSV per table and the scripts that create and fill them, and replaces those of an earlier run', async () => {
    await inTemporaryFolder(async (edition) => {
      await writeEdition(edition, { movies: 300, seed: 5, ratings: 0 });
      await inTemporaryFolder(async (out) => {
        await transformEdition({ input: edition, out });
        await exportRelational(out);
        const first = await readFile(join(out, 'relational', 'movie.csv'), 'utf8');
        await exportRelational(out);
        const files = Object.values(tables).map(({ name }) => `${name}.csv`);
        expect((await readdir(join(out, 'relational'))).sort()).to.deep.equal(
          [...files, 'load-mysql.sql', 'load-postgresql.sql', 'schema-mysql.sql', 'schema.sql'].sort(),
        );
        expect(await readFile(join(out, 'relational', 'movie.csv'), 'utf8')).to.equal(first);
      });
    });
  });
});

describeWithSharedData('the relational export of the shared sample', function () {
  this.timeout(240_000);

  it('gives every figure of every company and genre by SQL', async () => {
    const expected = JSON.parse(readFileSync(sharedExpected, 'utf8'));
    await withDatabase(sharedSample, (database) => {
      for (const [kind, bridge, key] of [
        ['companies', 'movie_company', 'company_id'],
        ['genres', 'movie_genre', 'genre_id'],
      ] as const) {
        const rows = query(database, summary(bridge, key));
        const years = Object.entries<{ years: object }>(expected[kind]).flatMap(([id, entity]) =>
          Object.keys(entity.years).map((year) => `${id} ${year}`),
        );
        expect(rows.map(({ id, year }) => `${id} ${year}`)).to.have.members(years);
        for (const row of rows) {
          const figures = expected[kind][String(row.id)].years[String(row.year)];
          const what = `${kind} ${row.id}, ${row.year}`;
          expect(row.releases, what).to.equal(figures.releases);
          for (const field of ['budget', 'revenue', 'profit']) {
            expect({ sum: row[field], known: row[`${field}Known`] }, `${what}, ${field}`).to.deep.equal(
              figures[field],
            );
          }
          expect(row.popularityKnown, what).to.equal(figures.popularity.known);
          if (figures.popularity.mean !== null)
            expect(row.popularity, what).to.be.closeTo(figures.popularity.mean, 1e-6);
        }
      }
    });
  });
});
