import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { startApi, type TestApi } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a cluster whose limits are too low', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;
  let api: TestApi;
  let edition: string;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    edition = await loadAndPublish(client, await hydrate(folder, 60, movieTimes(1)));
    api = await startApi(url);
  });
  after(async () => {
    await client.cluster.putSettings({ persistent: { 'search.max_buckets': null } });
    await api.close();
    await client.close();
  });

  const expectLimit = async (path: string, setting: string): Promise<void> => {
    const { status, body } = await api.get(path);
    expect(status, JSON.stringify(body)).to.equal(503);
    expect(body.type).to.equal('/problems/cluster-limit');
    expect(body.detail).to.include(setting);
  };

  it('is named with the setting index.max_result_window', async () => {
    const index = client.names.index('movies', edition);
    await client.indices.putSettings({ index, settings: { 'index.max_result_window': 10 } });
    await expectLimit('/v1/movies/search?limit=50', 'index.max_result_window');
    await client.indices.putSettings({ index, settings: { 'index.max_result_window': null } });
    expect((await api.get('/v1/movies/search?limit=50')).status).to.equal(200);
  });

  it('is named with the setting search.max_buckets', async () => {
    await client.cluster.putSettings({ persistent: { 'search.max_buckets': 3 } });
    await expectLimit('/v1/companies/7/summary-by-year', 'search.max_buckets');
    await client.cluster.putSettings({ persistent: { 'search.max_buckets': null } });
    expect((await api.get('/v1/companies/7/summary-by-year')).status).to.equal(200);
  });
});
