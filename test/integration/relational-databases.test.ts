import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { projectRoot } from '../../src/config/project-root.js';
import { exportRelational } from '../../src/relational/export-relational.js';
import { type DatabaseServer, databaseServers, findProgram } from '../support/database-servers.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { skipWithout } from '../support/optional.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Figure = { sum?: number | null; mean?: number | null; known: number };
type Row = Record<string, unknown>;

/** The calls of docs/relational.md with their SQL. */
const questions = [
  ...readFileSync(join(projectRoot, 'docs', 'relational.md'), 'utf8').matchAll(
    /^`(\/v1\/[^`]+)`\n\n```sql\n(.*?)```/gms,
  ),
].map(([, path, sql]) => ({ path: path as string, sql: sql as string }));

const scripts: Readonly<Record<string, readonly string[]>> = {
  PostgreSQL: ['schema.sql', 'load-postgresql.sql'],
  MariaDB: ['schema-mysql.sql', 'load-mysql.sql'],
};

/** The rows of an answer with the columns that SQL gives them. */
function flatten(rows: readonly Row[]): Row[] {
  return rows.flatMap(({ genres, genre, company, rank: _, ...row }) => {
    const columns: Row = { ...(genre as object), ...(company as object) };
    for (const [name, value] of Object.entries(row)) {
      if (typeof value !== 'object' || value === null) columns[name] = value;
      else {
        const { sum, mean, known } = value as Figure;
        columns[name] = sum ?? mean ?? null;
        columns[`${name}_known`] = known;
      }
    }
    return genres === undefined ? [columns] : (genres as Row[]).map((one) => ({ ...columns, ...one }));
  });
}

describe('the relational export in database servers', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const edition = join(folder, 'edition');
  const loaded = loadedEdition(edition, () =>
    writeEdition(edition, { movies: 1500, seed: 8, ratings: 3000 }),
  );
  let counts: Record<string, number>;
  before(async () => {
    counts = await exportRelational(loaded.hydration);
  });
  after(() => rm(folder, { recursive: true }));

  it('is asked the questions of docs/relational.md', () => expect(questions).to.have.length(5));

  for (const [name, { programs, start }] of Object.entries(databaseServers)) {
    describe(name, () => {
      const own = temporaryFolder();
      let server: DatabaseServer | undefined;
      before(async () => {
        if (!programs.every(findProgram)) return;
        server = await start(own);
        await server.runScripts(join(loaded.hydration, 'relational'), scripts[name] ?? []);
      });
      after(() => server?.stop());

      it('holds every row', async function () {
        if (server === undefined) skipWithout(this, name);
        for (const [table, rows] of Object.entries(counts)) {
          const [found] = await server.query(`SELECT COUNT(*) AS found FROM ${table}`);
          expect(Number(found?.found), table).to.equal(rows);
        }
      });

      it('keeps null, text and truth as they are', async function () {
        if (server === undefined) skipWithout(this, name);
        const count = async (condition: string): Promise<number> =>
          Number((await server?.query(`SELECT COUNT(*) AS found FROM movie WHERE ${condition}`))?.[0]?.found);
        const documents = readFileSync(join(loaded.hydration, 'movies.ndjson'), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
        const having = (holds: (movie: Row) => boolean): number => documents.filter(holds).length;
        for (const [column, field] of [
          ['budget_usd', 'budget'],
          ['release_date', 'releaseDate'],
          ['tagline', 'tagline'],
          ['adult', 'adult'],
        ] as const) {
          const unknown = having((movie) => movie[field] === null);
          expect(await count(`${column} IS NULL`), column).to.equal(unknown);
        }
        expect(await count('video')).to.equal(having(({ video }) => video === true));
        const longest = documents.reduce((a, b) =>
          (b.overview ?? '').length > (a.overview ?? '').length ? b : a,
        );
        expect(await count(`overview = '${longest.overview.replaceAll("'", "''")}'`)).to.be.greaterThan(0);
      });

      for (const { path, sql } of questions) {
        it(`answers ${path} as the API does`, async function () {
          if (server === undefined) skipWithout(this, name);
          const { body } = await loaded.api.get(path);
          const expected = flatten(body.data);
          const found = await server.query(sql);
          expect(found).to.have.length(expected.length).greaterThan(5);
          for (const [at, row] of found.entries()) {
            for (const [column, value] of Object.entries(row)) {
              const wanted = expected[at]?.[column];
              const what = `${column} of row ${at}`;
              if (typeof wanted === 'number') expect(Number(value), what).to.be.closeTo(wanted, 1e-6);
              else expect(value, what).to.equal(wanted);
            }
          }
        });
      }
    });
  }
});
