import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { examplePath } from '../../scripts/documents/questions.js';
import { fewGroups } from '../../src/analytics/aggregate/leading.js';
import { allQuestions } from '../../src/api/all-questions.js';
import type { Placement } from '../../src/editions/placement.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { rollBack } from '../../src/load/publish-edition.js';
import { RunRecorder } from '../../src/load/run-recorder.js';
import { measureNames } from '../../src/questions/measures/measures.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { startApi, type TestApi } from '../support/api.js';
import { figureQuestions } from '../support/questions.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Groupings in the order of keys and in others, with every measure. */
const groupings = [
  ...measureNames.flatMap((measure) => [
    `/v1/movies/aggregate?group=director,decade&measures=${measure}&sort=-${measure}&limit=50`,
    `/v1/movies/aggregate?group=company&measures=${measure}&sort=${measure},company&limit=50&adjust=inflation`,
    `/v1/movies/aggregate?measures=${measure}`,
  ]),
  `/v1/movies/aggregate?group=genre,country,year&measures=${measureNames.join()}&limit=1000&unknown=include`,
  '/v1/movies/aggregate?group=actor&measures=releases,revenue&sort=-revenue&limit=100',
];

/** Beside the example of each question: every ranking, whole, and each of its pages. */
const rankings = measureNames.flatMap((by) => [
  `/v1/companies/top?by=${by}&limit=1000`,
  `/v1/genres/most-popular-by-year?by=${by}&ranking=full`,
  `/v1/companies/top?by=${by}&limit=7&offset=11&adjust=inflation`,
  `/v1/companies/top?by=${by}&minKnown=3`,
  `/v1/companies/top?sort=${by}&limit=43`,
  `/v1/collections/top?by=${by}&limit=7`,
  `/v1/directors/top?by=${by}&minKnown=2&limit=50`,
]);

describe('an edition over five shards', function () {
  this.timeout(360_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;
  let api: TestApi;
  const editions: string[] = [];

  before(async () => {
    const [edition, input] = [join(folder, 'edition'), join(folder, 'hydration')];
    await writeEdition(edition, { movies: 1500, seed: 3, ratings: 0 });
    await transformEdition({ input: edition, out: input });
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    const load = async (placement: Placement): Promise<void> => {
      const run = await loadEdition({
        client,
        input,
        questions: allQuestions,
        placement,
        force: true,
        acceptShrink: true,
      });
      editions.push(run.edition as string);
    };
    await load({ shards: 1, replicas: 0 });
    await load({ shards: 5, replicas: 0 });
    api = await startApi(url);
  });
  after(async () => {
    await api?.close();
    await client?.close();
  });

  const ask = async (path: string, at: number) => {
    const { status, body } = await api.get(`${path}${path.includes('?') ? '&' : '?'}edition=${editions[at]}`);
    expect(status, path).to.equal(200);
    return {
      // The links of rows name the edition.
      data: JSON.parse(JSON.stringify(body.data).replaceAll(`edition=${editions[at]}`, 'edition=')),
      total: body.meta.total,
      remaining: body.meta.remaining,
      excluded: body.meta.excluded,
    };
  };

  it('has five primary shards per index, and passed every check of the load', async () => {
    const index = `marquee-movies-${editions[1]}`;
    const { settings } = (await client.indices.getSettings({ index }))[index] ?? {};
    expect(settings?.index).to.deep.include({ number_of_shards: '5', number_of_replicas: '0' });
    const { count } = await client.count({ index });
    const { _shards: shards } = await client.search({ index, size: 0 });
    expect({ count, shards: shards.total }).to.deep.equal({
      count: (await client.count({ index: `marquee-movies-${editions[0]}` })).count,
      shards: 5,
    });
  });

  for (const question of figureQuestions) {
    it(`${question.name} is equal to the last digit to that of one shard`, async () => {
      const path = examplePath(question);
      expect(await ask(path, 1)).to.deep.equal(await ask(path, 0));
    });
  }

  it(`ranks by every measure as one shard does, ties and pages included (${rankings.length} rankings)`, async () => {
    // Else both editions would be asked for every group.
    const { total } = await ask('/v1/companies/top?by=releases', 0);
    expect(total).to.be.at.least(fewGroups);
    let rows = 0;
    for (const path of rankings) {
      const [one, five] = [await ask(path, 0), await ask(path, 1)];
      expect(five, path).to.deep.equal(one);
      rows += one.data.length;
    }
    expect(rows).to.be.greaterThan(1000);
  });

  it('groups as one shard does, to the last digit and in the same order', async () => {
    for (const path of groupings) expect(await ask(path, 1), path).to.deep.equal(await ask(path, 0));
  });

  it('is rolled back to without naming its shards again', async () => {
    const recorder = new RunRecorder('rollback');
    const run = await rollBack(editions[0], { client, recorder });
    expect(run.outcome).to.equal('published');
    const again = await rollBack(editions[1], { client, recorder: new RunRecorder('rollback') });
    expect(again.outcome).to.equal('published');
  });
});
