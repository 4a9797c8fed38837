import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { writeEdition } from '../../../sample/write-edition.js';
import type { Entity } from '../../../src/model/entity.js';
import type { Movie } from '../../../src/model/movie.js';
import { type ShapeName, shapeNames } from '../../../src/model/shape-name.js';
import { inTemporaryFolder, type Transformed, transformFolder } from '../../support/edition.js';

/** The same invented edition in every shape, transformed. */
const inEveryShape = (seed: number): Promise<Record<ShapeName, Transformed>> =>
  inTemporaryFolder(async (folder) => {
    const editions: [ShapeName, Transformed][] = [];
    for (const shape of shapeNames) {
      const [edition, out] = [join(folder, shape), join(folder, `${shape}-out`)];
      await writeEdition(edition, { movies: 250, seed, ratings: 500, shape });
      editions.push([shape, await transformFolder(edition, out)]);
    }
    return Object.fromEntries(editions) as Record<ShapeName, Transformed>;
  });

type Field = keyof Movie;

const without = (movie: Movie, fields: readonly string[]): Partial<Movie> =>
  Object.fromEntries(Object.entries(movie).filter(([field]) => !fields.includes(field)));

/** The issues of a column that a shape does not have. */
const issuesWithout = (issues: readonly string[], columns: readonly string[]): string[] =>
  issues.filter((issue) => !columns.some((column) => issue.startsWith(`${column}: `)));

const byId = (entities: readonly Entity[]) => new Map(entities.map((entity) => [entity.id, entity]));

/** Whether names are those of the same entities: each name is a spelling of one, and each entity has a name. */
function expectSameNames(
  named: readonly { name: string }[],
  wanted: readonly { id: number }[],
  entities: ReadonlyMap<number, Entity>,
): void {
  const names = new Set(named.map(({ name }) => name));
  const spellings = wanted.map(({ id }) => entities.get(id)?.spellings.map((name) => name.trim()) ?? []);
  for (const name of names) expect(spellings.flat(), name).to.include(name);
  for (const some of spellings)
    expect(
      some.some((name) => names.has(name)),
      some.join(),
    ).to.equal(true);
}

describe('the invented edition in every shape', function () {
  this.timeout(240_000);

  it('gives the same documents, but for what a shape lacks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 9999 }), async (seed) => {
        const { 'the-movies-dataset': whole, ...others } = await inEveryShape(seed);
        const [companies, keywords] = [byId(whole.companies), byId(whole.keywords)];
        for (const shape of ['tmdb-5000', 'tmdb-api', 'tmdb-csv'] as const) {
          const found = others[shape];
          const lacks: string[] = [...found.report.lacks, 'issues'];
          expect(found.report.shape).to.equal(shape);
          expect(found.movies.map(({ id }) => id)).to.deep.equal(whole.movies.map(({ id }) => id));
          expect(found.rejected.map(({ reason }) => reason)).to.deep.equal(
            whole.rejected
              .filter(({ file, reason }) => file === 'movies_metadata.csv' && reason !== 'fieldCount')
              .map(({ reason }) => reason),
          );
          const columns =
            shape === 'tmdb-api'
              ? []
              : shape === 'tmdb-5000'
                ? ['belongs_to_collection', 'imdb_id']
                : ['belongs_to_collection', 'cast', 'crew'];
          if (shape === 'tmdb-csv') {
            lacks.push('companies', 'keywords', 'languages', 'crew', 'castCount', 'crewCount');
          }
          for (const [at, movie] of found.movies.entries()) {
            const wanted = whole.movies[at] as Movie;
            expect(without(movie, lacks), `${shape}, movie ${movie.id}`).to.deep.equal(
              without(wanted, lacks),
            );
            expect(movie.issues).to.deep.equal(issuesWithout(wanted.issues, columns));
            for (const field of found.report.lacks as Field[]) {
              expect([null, 0], `${shape}, ${field}`).to.include(
                Array.isArray(movie[field]) ? (movie[field] as unknown[]).length : movie[field],
              );
            }
            if (shape !== 'tmdb-csv') continue;
            expectSameNames(movie.companies, wanted.companies, companies);
            expectSameNames(movie.keywords, wanted.keywords, keywords);
            expect(movie.languages.map(({ code }) => code)).to.deep.equal(
              wanted.languages.map(({ code }) => code),
            );
          }
          if (shape !== 'tmdb-csv') {
            for (const kind of ['companies', 'genres', 'people', 'keywords'] as const) {
              expect(found[kind], kind).to.deep.equal(whole[kind]);
            }
          }
        }
        expect(others['tmdb-api'].collections).to.deep.equal(whole.collections);
        expect(others['tmdb-csv'].genres).to.deep.equal(whole.genres);
      }),
      { numRuns: 4 },
    );
  });

  it('replaces an edition in another shape in the same folder', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const shape of shapeNames) {
        await writeEdition(folder, { movies: 5, seed: 1, ratings: 0, shape });
        const { report } = await inTemporaryFolder((out) => transformFolder(folder, out));
        expect(report).to.include({ shape, movies: 5, sample: true });
      }
    });
  });
});
