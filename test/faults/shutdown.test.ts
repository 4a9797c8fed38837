import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { goodToken } from '../support/api.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { startFaultProxy, type Verdict } from '../support/fault-proxy.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { type Got, getFrom, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startWatchingProxy } from '../support/watching-proxy.js';

const path = '/v1/companies/7/summary-by-year';

/** The first answer whose status is another one. */
async function firstOther(status: number, url: string): Promise<Got> {
  for (;;) {
    const got = await getFrom(url);
    if (got.status !== status) return got;
    await sleep(50);
  }
}

describe('a server that gets SIGTERM', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let url: string;
  let client: MarqueeClient;

  before(async () => {
    url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    await loadAndPublish(client, await hydrate(folder, 40, movieTimes(2)));
  });
  after(() => client?.close());

  it('first is unready and still answers, closing connections; then exits with code 0', async () => {
    const api = await startServing(url, { MARQUEE_UNREADY_SECONDS: '4' });
    expect((await getFrom(`${api.url}/readyz`)).status).to.equal(200);
    api.run.process.kill('SIGTERM');
    const unready = await firstOther(200, `${api.url}/readyz`);
    expect({ status: unready.status, type: unready.body.type }).to.deep.equal({
      status: 503,
      type: '/problems/stopping',
    });
    const answer = await getFrom(api.url + path);
    expect({ status: answer.status, connection: answer.headers.get('connection') }).to.deep.equal({
      status: 200,
      connection: 'close',
    });
    expect(await api.run.ended).to.include({ code: 0, err: '' });
    expect((await getFrom(api.url + path)).status).to.equal(0);
  });

  it('finishes requests under way, and accepts no new connection', async () => {
    const proxy = await startWatchingProxy(url);
    try {
      const api = await startServing(proxy.url);
      await getFrom(api.url + path);
      const asked = proxy.searches.length;
      proxy.delay = 5000;
      const slow = getFrom(`${api.url}${path}?from=1991`);
      await eventually('the search is under way', () => proxy.searches.length > asked);
      api.run.process.kill('SIGTERM');
      expect((await firstOther(200, `${api.url}/livez`)).status).to.equal(0);
      expect((await slow).status).to.equal(200);
      expect(await api.run.ended).to.include({ code: 0 });
    } finally {
      await proxy.close();
    }
  });

  it('closes unfinished requests at its deadline, and idle connections', async () => {
    const proxy = await startWatchingProxy(url);
    try {
      const api = await startServing(proxy.url, { MARQUEE_DRAIN_SECONDS: '1' });
      await getFrom(api.url + path);
      const agent = new Agent({ keepAlive: true });
      const headers = { authorization: `Bearer ${goodToken()}` };
      const [reply] = await once(get(api.url + path, { agent, headers }), 'response');
      reply.resume();
      const asked = proxy.searches.length;
      proxy.delay = 20_000;
      const slow = getFrom(`${api.url}${path}?from=1992`);
      await eventually('the search is under way', () => proxy.searches.length > asked);
      const began = Date.now();
      api.run.process.kill('SIGTERM');
      expect((await slow).status).to.equal(0);
      expect(await api.run.ended).to.include({ code: 0 });
      expect(Date.now() - began).to.be.within(900, 15_000);
      agent.destroy();
    } finally {
      await proxy.close();
    }
  });

  it('exits at once at a second signal', async () => {
    const api = await startServing(url, { MARQUEE_UNREADY_SECONDS: '60' });
    api.run.process.kill('SIGTERM');
    await firstOther(200, `${api.url}/readyz`);
    await sleep(1200);
    api.run.process.kill('SIGTERM');
    expect(await api.run.ended).to.include({ code: 1 });
  });
});

describe('a load that gets SIGTERM', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];

  it('leaves the live edition as it was, no index of its own and no lock, and exits with code 5', async () => {
    const url = await sharedNodeUrl();
    const client = new MarqueeClient({ node: url });
    const live = await loadAndPublish(client, await hydrate(folder, 40, movieTimes(2)));
    const before = await readAliases(client);
    const input = await hydrate(otherFolder, 600, movieTimes(3));
    const proxy = await startFaultProxy(url, async (): Promise<Verdict> => {
      await sleep(300);
      return 'pass';
    });
    const load = (target: string) =>
      start(
        process.execPath,
        [join(projectRoot, 'dist', 'src', 'cli.js'), 'load', '--input', input, '--force', '--accept-shrink'],
        { ELASTICSEARCH_URL: target },
      );
    const run = load(proxy.url);
    await eventually('the first bulk request', () => proxy.bulks > 0);
    run.process.kill('SIGTERM');
    const { code, err } = await run.ended;
    expect({ code, err }).to.deep.equal({
      code: 5,
      err: 'marquee: The load was interrupted.\nNothing was published; the new indices were removed.\n',
    });
    expect(await readAliases(client)).to.deep.equal(before);
    expect(Object.entries(before).filter(([, names]) => names.length > 0)).to.have.length(6);
    expect(Object.keys(before)).to.include(`marquee-movies-${live}`);
    await proxy.close();
    // The lock was given back: the next load does not wait for it to expire.
    const next = await load(url).ended;
    expect(next).to.include({ code: 0, err: '' });
    await client.close();
  });
});
