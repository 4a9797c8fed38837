import { expect } from 'chai';
import { after, before } from 'mocha';
import { allQuestions } from '../../src/api/all-questions.js';
import { listStoredEditions } from '../../src/editions/stored-editions.js';
import { IndexNames } from '../../src/elasticsearch/index-names.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { publishEdition } from '../../src/load/publish-edition.js';
import { readHistory } from '../../src/load/run-history.js';
import { RunRecorder } from '../../src/load/run-recorder.js';
import { startApi, type TestApi } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { failureOf } from '../support/failure.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a cluster that is shared', function () {
  this.timeout(120_000);
  const folders = [temporaryFolder(), temporaryFolder()];
  const clients: MarqueeClient[] = [];
  let url: string;
  let small: string;
  let large: string;
  let ours: MarqueeClient;

  const connect = (prefix: string): MarqueeClient => {
    const client = new MarqueeClient({ node: url }, new IndexNames(prefix));
    clients.push(client);
    return client;
  };
  const load = (client: MarqueeClient, input: string) =>
    loadEdition({ client, input, questions: allQuestions, force: true, acceptShrink: true });
  const liveOf = async (client: MarqueeClient) =>
    (await listStoredEditions(client)).filter(({ state }) => state === 'live').map(({ edition }) => edition);
  /** All indices of the cluster with their aliases, but for what a run leaves in lock and history. */
  const state = async () => {
    const found = await ours.indices.get({ index: '*', features: ['aliases'] });
    return Object.fromEntries(
      Object.entries(found)
        .filter(([index]) => !/(?:lock|loads)$/.test(index))
        .map(([index, { aliases }]) => [index, Object.keys(aliases ?? {}).sort()]),
    );
  };

  before(async () => {
    url = await sharedNodeUrl();
    small = await hydrate(folders[0] as string, 3, movieTimes(1));
    large = await hydrate(folders[1] as string, 9, movieTimes(2));
    ours = connect('shared-');
  });
  after(async () => {
    const found = await ours.indices.get({ index: ['shared-*', 'staging-*'], features: ['aliases'] });
    await ours.indices.delete({ index: Object.keys(found) });
    for (const client of clients) await client.close();
  });

  it('holds two Marquees of different prefixes, which load at once and never meet', async () => {
    const staging = connect('staging-');
    const [first, second] = await Promise.all([load(ours, small), load(staging, large)]);
    expect([first.outcome, second.outcome]).to.deep.equal(['published', 'published']);
    expect(await liveOf(ours)).to.deep.equal([first.edition]);
    expect(await liveOf(staging)).to.deep.equal([second.edition]);
    expect((await readHistory(ours, 10)).map(({ id }) => id)).to.deep.equal([first.id]);
    expect((await readHistory(staging, 10)).map(({ id }) => id)).to.deep.equal([second.id]);
    const apis: TestApi[] = [
      await startApi(url, { indexPrefix: 'shared-' }),
      await startApi(url, { indexPrefix: 'staging-' }),
    ];
    const totals = await Promise.all(apis.map((api) => api.get('/v1/movies/search?limit=1')));
    expect(totals.map(({ body }) => body.meta.total)).to.deep.equal([3, 9]);
    for (const api of apis) await api.close();
  });

  it('stops a load, a publish and a rollback whose alias leads to an index of another application', async () => {
    const [live] = await liveOf(ours);
    const index = 'another-application-1';
    await ours.indices.create({ index });
    const alias = 'shared-movies';
    const stolen = { index: `shared-movies-${live}`, alias };
    await ours.indices.updateAliases({ actions: [{ remove: stolen }, { add: { index, alias } }] });
    try {
      const before = await state();
      const recorder = new RunRecorder('publish');
      for (const run of [
        () => load(ours, large),
        () => publishEdition(live as string, { client: ours, questions: allQuestions, recorder }),
      ]) {
        const { message } = await failureOf(run());
        expect(message)
          .to.include(`alias ${alias} leads to the index ${index}, which is not Marquee's`)
          .and.include('MARQUEE_INDEX_PREFIX');
      }
      expect(await state()).to.deep.equal(before);
    } finally {
      await ours.indices.updateAliases({ actions: [{ remove: { index, alias } }, { add: stolen }] });
      await ours.indices.delete({ index });
    }
  });

  it('has an index template that puts aliases on new indices: they are gone before documents come', async () => {
    const api = await startApi(url, { indexPrefix: 'shared-' });
    const name = 'aliases-for-all';
    await ours.indices.putIndexTemplate({
      name,
      index_patterns: ['shared-*-2*'],
      template: { aliases: { 'shared-movies': {}, 'shared-companies': {}, everything: {} } },
    });
    const statuses = new Set<number>();
    let isLoading = true;
    const asking = (async () => {
      while (isLoading) statuses.add((await api.get('/readyz')).status);
    })();
    try {
      const { edition, warnings } = await load(ours, large);
      expect(warnings).to.deep.equal([]);
      const found = await state();
      expect(found[`shared-movies-${edition}`]).to.deep.equal(['shared-movies']);
      expect(found[`shared-genres-${edition}`]).to.deep.equal(['shared-genres']);
      const before = await state();
      await failureOf(
        loadEdition({
          client: ours,
          input: small,
          questions: allQuestions,
          signal: AbortSignal.timeout(300),
        }),
      );
      await failureOf(loadEdition({ client: ours, input: small, questions: allQuestions }));
      expect(await state()).to.deep.equal(before);
      expect(await liveOf(ours)).to.deep.equal([edition]);
    } finally {
      isLoading = false;
      await asking;
      await ours.indices.deleteIndexTemplate({ name });
      await api.close();
    }
    expect([...statuses]).to.deep.equal([200]);
  });

  it("keeps an old edition that a stranger's alias points to, and says so in the run and in history", async () => {
    const [old] = await liveOf(ours);
    const alias = { index: `shared-movies-${old}`, alias: 'report-of-2026' };
    await ours.indices.updateAliases({ actions: [{ add: alias }] });
    for (let n = 0; n < 3; n++) await load(ours, large);
    const [last] = await readHistory(ours, 1);
    expect(last?.outcome).to.equal('published');
    expect(last?.warnings.join()).to.include(`Edition ${old} was not deleted`).and.include('report-of-2026');
    await ours.indices.updateAliases({ actions: [{ remove: alias }] });
    await load(ours, large);
    expect((await listStoredEditions(ours)).map(({ edition }) => edition)).not.to.include(old);
    expect((await readHistory(ours, 1))[0]?.warnings).to.deep.equal([]);
  });
});
