import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { type Got, getFrom, type Serving, startServing } from '../support/serving.js';
import { quantile, type Sample, steadyLoad } from '../support/steady-load.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Requests a second. */
const rate = 50;

describe('the API while Elasticsearch is unavailable', function () {
  this.timeout(240_000);
  const [dataDir, folder] = [temporaryFolder(), temporaryFolder()];
  let node: EmbeddedNode;
  let edition: string;
  let api: Serving;
  let staleApi: Serving;

  before(async () => {
    node = await startEmbeddedNode({ dataDir, port: 0, heap: '512m' });
    const client = new MarqueeClient({ node: node.url });
    edition = await loadAndPublish(client, await hydrate(folder, 60, movieTimes(2)));
    await client.close();
    [api, staleApi] = await Promise.all([
      startServing(node.url),
      startServing(node.url, { MARQUEE_STALE_SECONDS: '60' }),
    ]);
  });
  after(async () => {
    await Promise.all([api?.stop(), staleApi?.stop()]);
    await node?.stop();
  });

  /** Questions that were asked before, and as many that never were. */
  const ask = (number: number) =>
    getFrom(
      `${api.url}/v1/companies/7/summary-by-year?from=${number % 2 === 0 ? 1990 : 1 + (number % 1900)}`,
    );

  const statuses = (samples: Sample<Got>[]) =>
    [...new Set(samples.map(({ answer }) => answer.status))].sort();

  /** Everybody is told at once to come back: generous to a busy machine, yet far from any time-out. */
  function expectQuickRefusals(samples: Sample<Got>[]): void {
    expect(samples.length).to.be.greaterThan(rate / 2);
    expect(statuses(samples)).to.deep.equal([503]);
    for (const { answer } of samples) {
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
      expect(answer.body).to.include({ type: '/problems/elasticsearch-unavailable' });
    }
    expect(
      quantile(
        samples.map(({ milliseconds }) => milliseconds),
        0.5,
      ),
    ).to.be.lessThan(50);
  }

  it('answers 503 with Retry-After within 50 ms of a killed node, and recovers by itself once it is back', async () => {
    const port = Number(new URL(node.url).port);
    const load = steadyLoad(rate, ask);
    await sleep(1500);
    const killedAt = load.now();
    process.kill(node.pid, 'SIGKILL');
    await node.exited;
    await sleep(3000);
    const restartedAt = load.now();
    node = await startEmbeddedNode({ dataDir, port, heap: '512m' });
    const readyAt = load.now();
    await sleep(5000);
    await load.stop();
    const between = (from: number, to: number) =>
      load.samples.filter(({ sentAt }) => sentAt >= from && sentAt < to);
    expect(statuses(between(0, killedAt - 200))).to.deep.equal([200]);
    expectQuickRefusals(between(killedAt + 1000, restartedAt));
    // Requests in progress, and those within the last second, were answered or rejected; nothing else.
    expect(statuses(load.samples)).to.deep.equal([200, 503]);
    expect(statuses(between(readyAt + 3000, Number.POSITIVE_INFINITY))).to.deep.equal([200]);
  });

  it('answers 503 within 50 ms of a node that hangs (SIGSTOP), once a look-up has timed out', async () => {
    process.kill(node.pid, 'SIGSTOP');
    try {
      await sleep(3000);
      const load = steadyLoad(rate, ask);
      await sleep(2000);
      await load.stop();
      expectQuickRefusals(load.samples);
      const editions = await getFrom(`${api.url}/v1/editions`);
      expect(editions.status).to.equal(503);
    } finally {
      process.kill(node.pid, 'SIGCONT');
    }
    await sleep(3000);
    const load = steadyLoad(rate, ask);
    await sleep(1000);
    await load.stop();
    expect(statuses(load.samples)).to.deep.equal([200]);
  });

  it('serves cached answers marked as stale, if it may; what is not cached is 503', async () => {
    const path = '/v1/genres/18/profit-by-year';
    const [before] = [await getFrom(staleApi.url + path), await getFrom(api.url + path)];
    expect(before.status).to.equal(200);
    expect(before.headers.get('warning')).to.equal(null);
    const port = Number(new URL(node.url).port);
    process.kill(node.pid, 'SIGKILL');
    await node.exited;
    await sleep(2500);
    const stale = await getFrom(staleApi.url + path);
    expect(stale.status).to.equal(200);
    expect(stale.body).to.deep.equal(before.body);
    expect(stale.body.meta.edition).to.equal(edition);
    expect(stale.headers.get('warning')).to.equal('110 marquee "Response is Stale"');
    expect(Number(stale.headers.get('age'))).to.be.within(2, 60);
    expect(stale.headers.get('cache-control')).to.equal('private, no-store');
    const etag = before.headers.get('etag') as string;
    const again = await getFrom(staleApi.url + path, { headers: { 'If-None-Match': etag } });
    expect({ status: again.status, warning: again.headers.get('warning') }).to.deep.equal({
      status: 304,
      warning: '110 marquee "Response is Stale"',
    });
    expect((await getFrom(`${staleApi.url}${path}?from=1991`)).status).to.equal(503);
    expect((await getFrom(`${staleApi.url}/readyz`)).body).to.deep.equal({ status: 'stale', edition });
    // Only readers that accept stale answers get one.
    expect((await getFrom(api.url + path)).status).to.equal(503);
    expect((await getFrom(`${api.url}/readyz`)).status).to.equal(503);
    node = await startEmbeddedNode({ dataDir, port, heap: '512m' });
    await sleep(2000);
    const fresh = await getFrom(staleApi.url + path);
    expect({ status: fresh.status, warning: fresh.headers.get('warning') }).to.deep.equal({
      status: 200,
      warning: null,
    });
  });

  it('needed no restart of either process', () => {
    expect([api.run.process.exitCode, staleApi.run.process.exitCode]).to.deep.equal([null, null]);
  });
});
