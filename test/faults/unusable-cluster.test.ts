import { expect } from 'chai';
import { after, before } from 'mocha';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { findLiveEdition } from '../../src/editions/find-live-edition.js';
import { IndexNames } from '../../src/elasticsearch/index-names.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { readHistory } from '../../src/load/run-history.js';
import { startApi, type TestApi, tokens } from '../support/api.js';
import { movieLine } from '../support/edition.js';
import { loadAndPublish, loadedEdition } from '../support/loaded-edition.js';
import { marquee } from '../support/marquee.js';
import { type OtherCluster, startOtherCluster } from '../support/other-cluster.js';
import { eventually } from '../support/process.js';
import { startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';

const question = '/v1/movies/summary-by-year';

describe('a cluster that is not the Elasticsearch that is needed', function () {
  this.timeout(60_000);
  const found: Record<OtherCluster, string> = {
    'Elasticsearch 8': '8.19.2',
    'Elasticsearch 10': '10.0.0',
    OpenSearch: 'OpenSearch 2.19.0',
  };

  for (const [kind, version] of Object.entries(found) as [OtherCluster, string][]) {
    it(`is named at the start of verbs, and makes every answer a 503 of its own type: ${kind}`, async () => {
      const cluster = await startOtherCluster(kind);
      const api = await startApi(cluster.url);
      const line = `Elasticsearch 9 is needed, this is ${version}. Point ELASTICSEARCH_URL to an Elasticsearch 9.`;
      try {
        for (const path of [question, '/readyz']) {
          const { status, body } = await api.get(path);
          expect(status).to.equal(503);
          expect(body).to.include({ type: '/problems/elasticsearch-version', detail: line });
        }
        const { code, err } = await marquee(['editions'], { ELASTICSEARCH_URL: cluster.url });
        expect(code).to.equal(1);
        expect(err).to.equal(`marquee: ${line}\n`);
      } finally {
        await api.close();
        await cluster.close();
      }
    });
  }
});

describe('an edition whose index cannot be used', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([
    movieLine({ id: '1', release_date: '1995-05-04' }),
    movieLine({ id: '2', release_date: '1999-05-04' }),
  ]);
  let api: TestApi;

  before(async () => {
    // Without a cache every answer comes from Elasticsearch.
    api = await startApi(await sharedNodeUrl(), { limits: { cacheBytes: 0 } });
  });
  after(() => api.close());

  const moviesIndex = () => loaded.client.names.index('movies', loaded.edition);
  async function expectProblem(path: string, type: string, ...words: string[]): Promise<void> {
    const { status, body } = await api.get(path);
    expect(status, path).to.equal(503);
    expect(body.type).to.equal(`/problems/${type}`);
    for (const word of words) expect(body.detail).to.include(word);
  }

  it('is a 503 that says how to open it, and not ready, while it is closed', async () => {
    await loaded.client.indices.close({ index: moviesIndex() });
    for (const path of [question, '/v1/movies/1', '/readyz']) {
      await expectProblem(path, 'index-blocked', 'is closed', `POST /${moviesIndex()}/_open`);
    }
    await loaded.client.indices.open({ index: moviesIndex(), wait_for_active_shards: 1 });
    expect((await api.get('/readyz')).status).to.equal(200);
  });

  it('is a 503 that names the block, and not ready, while reading is blocked', async () => {
    const block = (isBlocked: boolean) =>
      loaded.client.indices.putSettings({
        index: moviesIndex(),
        settings: { 'index.blocks.read': isBlocked ? true : null },
      });
    await block(true);
    for (const path of [question, '/readyz']) {
      await expectProblem(path, 'index-blocked', `blocks ${moviesIndex()}`, 'index.blocks.read.');
    }
    await block(false);
    expect((await api.get('/readyz')).status).to.equal(200);
  });

  it('is answered from while it is read-only, which harms no reader', async () => {
    const block = (isBlocked: boolean) =>
      loaded.client.indices.putSettings({
        index: moviesIndex(),
        settings: { 'index.blocks.read_only': isBlocked ? true : null },
      });
    await block(true);
    expect((await api.get('/readyz')).status).to.equal(200);
    expect((await api.get(question)).status).to.equal(200);
    await block(false);
  });

  it('stops a load and a rollback while it is read-only, which say what is blocked, by which setting, and the way out', async () => {
    const { client, hydration } = loaded;
    const settings = { ELASTICSEARCH_URL: await sharedNodeUrl() };
    await loadAndPublish(client, hydration);
    const index = client.names.index('movies', await findLiveEdition(client));
    const block = (isBlocked: boolean) =>
      client.indices.putSettings({
        index,
        settings: { 'index.blocks.read_only': isBlocked ? true : null },
      });
    const words = `Elasticsearch blocks ${index} by the setting index.blocks.read_only. Remove it: PUT /${index}/_settings {"index.blocks.read_only": null}.`;
    await block(true);
    try {
      for (const verb of [['load', '--input', hydration, '--force', '--quiet'], ['rollback']]) {
        const { code, err } = await marquee(verb, settings);
        expect(err, verb[0])
          .to.match(/^marquee: /)
          .and.include(words);
        expect(code).to.equal(1);
        expect((await readHistory(client, 1))[0]?.error).to.include(words);
      }
      const admin = mintToken(tokens, { subject: 'alice', scope: 'admin', seconds: 60 });
      const { status, body } = await api.get('/v1/operations/rollback', admin, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
      });
      expect(status).to.equal(503);
      expect(body).to.include({ type: '/problems/index-blocked', detail: words });
    } finally {
      await block(false);
    }
    const { code, out } = await marquee(['rollback'], settings);
    expect(code, out).to.equal(0);
    expect((await api.get('/readyz')).body.edition).to.equal(loaded.edition);
  });

  it('is a 503 that names the setting where the cluster allows fewer buckets than the answer has', async () => {
    const limit = (buckets: number | null) =>
      loaded.client.cluster.putSettings({ persistent: { 'search.max_buckets': buckets } });
    await limit(1);
    try {
      await expectProblem(question, 'cluster-limit', 'search.max_buckets');
    } finally {
      await limit(null);
    }
  });

  it('is a 503 that names the setting where its index allows fewer rows than the answer has', async () => {
    const limit = (rows: number | null) =>
      loaded.client.indices.putSettings({
        index: moviesIndex(),
        settings: { 'index.max_result_window': rows },
      });
    await limit(1);
    try {
      await expectProblem('/v1/movies/search?limit=20', 'cluster-limit', 'index.max_result_window');
    } finally {
      await limit(null);
    }
  });

  it('is a 503 and not ready when an index is gone', async () => {
    await loaded.client.indices.delete({ index: loaded.client.names.index('genres', loaded.edition) });
    await expectProblem('/readyz', 'no-edition', 'load an edition again');
    await expectProblem(question, 'no-edition', 'load an edition again');
  });
});

describe('editions under the names of versions before 0.2', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([movieLine({ id: '1' })]);
  let former: MarqueeClient;

  /** Gives the loaded edition the names that it had without a prefix. */
  before(async () => {
    const url = await sharedNodeUrl();
    former = new MarqueeClient({ node: url }, new IndexNames(''));
    const { names } = loaded.client;
    for (const type of ['movies', 'companies', 'genres', 'people', 'keywords', 'collections'] as const) {
      const index = names.index(type, loaded.edition);
      await former.indices.putSettings({ index, settings: { 'index.blocks.write': true } });
      await former.indices.clone({
        index,
        target: former.names.index(type, loaded.edition),
        aliases: { [former.names.alias(type)]: {} },
        wait_for_active_shards: 1,
      });
    }
    const others = await former.indices.get({ index: [...names.patterns], features: ['aliases'] });
    await former.indices.delete({ index: Object.keys(others) });
  });
  after(async () => {
    const found = await former.indices.get({ index: [...former.names.patterns], features: ['aliases'] });
    await former.indices.delete({ index: Object.keys(found) });
    await former.close();
  });

  it('are not taken for nothing: start and serve say what they found, and how to keep it', async () => {
    const settings = { ELASTICSEARCH_URL: await sharedNodeUrl(), PORT: '0' };
    const said = `Edition ${loaded.edition} is live under names without a prefix`;
    const { code, err } = await marquee(['start'], settings);
    expect(code).to.equal(1);
    expect(err).to.include(said).and.include('MARQUEE_INDEX_PREFIX=none');
    const serving = await startServing(settings.ELASTICSEARCH_URL);
    await eventually('serve says it, too', () => serving.run.err().includes(said));
    await serving.stop();
  });

  it('are served with MARQUEE_INDEX_PREFIX=none', async () => {
    const api = await startApi(await sharedNodeUrl(), { indexPrefix: 'none' });
    expect((await api.get('/readyz')).body).to.include({ status: 'ready', edition: loaded.edition });
    expect((await api.get('/v1/movies/1')).status).to.equal(200);
    await api.close();
  });
});
