import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { type ShapeName, shapeNames } from '../../src/model/shape-name.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { startApi, type TestApi } from '../support/api.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { figureQuestions } from '../support/questions.js';
import { sharedNodeUrl } from '../support/shared-node.js';

/** Questions that rest on what a shape lacks; tmdb-csv has companies and keywords under other ids. */
const unanswerable: Partial<Record<ShapeName, RegExp>> = {
  'tmdb-5000': /collection|aggregate/,
  'tmdb-csv': /collection|compan|people|keyword|aggregate|actor|director|writer|producer|composer/,
};

/** The answers of one shape: status and data by path. */
type Answers = Record<string, { status: number; data: unknown }>;

describe('the invented edition in every shape, over HTTP', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const answers = {} as Record<ShapeName, Answers>;
  const live = {} as Record<ShapeName, Record<string, unknown>>;
  let paths: readonly string[];
  let api: TestApi;
  let client: MarqueeClient;

  const get = async (path: string) => {
    const { status, body } = await api.get(path);
    return { status, data: body.data };
  };
  const idOfFirst = async (kind: string) => (await get(`/v1/${kind}?limit=1`)).data[0].id;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    api = await startApi(url);
    // Editions are asked one after the other, because loads delete the oldest.
    for (const shape of shapeNames) {
      const [input, out] = [join(folder, shape), join(folder, `${shape}-out`)];
      await writeEdition(input, { movies: 250, seed: 11, ratings: 500, shape });
      await transformEdition({ input, out });
      const edition = await loadAndPublish(client, out);
      await expectLive(edition);
      paths ??= pathsOf({ company: await idOfFirst('companies'), genre: await idOfFirst('genres') });
      answers[shape] = {};
      // Links name their edition.
      for (const path of paths) {
        const answer = JSON.stringify(await get(path)).replaceAll(edition, 'EDITION');
        answers[shape][path] = JSON.parse(answer);
      }
      live[shape] = (await get('/v1/editions/current')).data;
    }
  });
  after(async () => {
    await api?.close();
    await client?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function expectLive(edition: string): Promise<void> {
    for (;;) {
      const { body } = await api.get('/v1/genres?limit=1');
      if (body.meta?.edition === edition) return;
    }
  }

  const pathsOf = (ids: { company: number; genre: number }): string[] =>
    figureQuestions
      .map(
        ({ name }) =>
          `/v1/${name.replace('{id}', String(name.startsWith('genres') ? ids.genre : ids.company))}`,
      )
      .filter((path) => !path.includes('{'));

  for (const shape of ['tmdb-5000', 'tmdb-api', 'tmdb-csv'] as const) {
    it(`gives the answers of The Movies Dataset in ${shape}, to all questions about figures that both can answer`, () => {
      // A field that the shape lacks is null in its rows; companies have other ids in tmdb-csv.
      const lacks = [...(live[shape].lacks as string[]), ...(shape === 'tmdb-csv' ? ['companies'] : [])];
      const asked = paths.filter((path) => !unanswerable[shape]?.test(path));
      const answered = asked.filter((path) => answers['the-movies-dataset'][path]?.status === 200);
      expect(answered.length).to.be.greaterThan(5);
      for (const path of asked) {
        const [found, wanted] = [shape, 'the-movies-dataset' as const].map((one) =>
          JSON.parse(JSON.stringify(answers[one][path]), (key, value) =>
            lacks.includes(key) ? undefined : value,
          ),
        );
        expect(found, `${shape}: ${path}`).to.deep.equal(wanted);
      }
    });
  }

  it('tells shape and lacking fields of each edition, whose coverage is null', () => {
    for (const shape of shapeNames) {
      const { lacks, coverage } = live[shape] as { lacks: string[]; coverage: Record<string, number | null> };
      expect(live[shape]).to.include({ shape });
      for (const [field, movies] of Object.entries(coverage)) {
        expect(movies === null, `${shape}, ${field}`).to.equal(lacks.includes(field));
      }
    }
    expect(live['tmdb-csv'].lacks).to.include.members(['collection', 'cast', 'movieLens']);
    expect(live['the-movies-dataset'].lacks).to.deep.equal([]);
    expect(live['tmdb-csv'].documents).to.include({ people: 0, collections: 0 });
  });

  it('finds entities under ids of 16 digits, in paths, filters and pages', async () => {
    // Of the shapes, the one with names only is not the last that was loaded.
    await loadAndPublish(client, join(folder, 'tmdb-csv-out')).then(expectLive);
    const { data } = await get('/v1/companies?limit=3');
    for (const { id, movies } of data) {
      expect(id).to.be.greaterThan(1e12);
      expect((await get(`/v1/companies/${id}`)).data).to.include({ id, movies });
      const found = await get(`/v1/movies/search?company=${id}`);
      expect(found.status).to.equal(200);
      expect(found.data.length).to.be.greaterThan(0);
    }
  });
});
