import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { goodToken } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { childrenOf, eventually, isRunning } from '../support/process.js';
import { startRoundRobin } from '../support/round-robin.js';
import { getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const path = '/v1/companies/7/summary-by-year';

describe('two API processes behind a balancer', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  const apis: Serving[] = [];
  let client: MarqueeClient;
  let balancer: Awaited<ReturnType<typeof startRoundRobin>>;
  let other: string;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    await loadAndPublish(client, await hydrate(folder, 40, movieTimes(2)));
    other = await hydrate(otherFolder, 50, movieTimes(3));
    apis.push(...(await Promise.all([startServing(url), startServing(url)])));
    balancer = await startRoundRobin(apis.map((api) => api.url));
  });
  after(async () => {
    await balancer?.close();
    await Promise.all(apis.map((api) => api.stop()));
    await client?.close();
  });

  const askBoth = () => Promise.all([getFrom(balancer.url + path), getFrom(balancer.url + path)]);

  it('return the same ETag and bytes; an ETag of one is 304 at the other', async () => {
    const [one, two] = await askBoth();
    expect([one.headers.get('x-server'), two.headers.get('x-server')].sort()).to.deep.equal(['0', '1']);
    expect(one.headers.get('etag'))
      .to.match(/^"\d{14}-.+"$/)
      .and.equal(two.headers.get('etag'));
    expect(one.body).to.deep.equal(two.body);
    const headers = { 'If-None-Match': one.headers.get('etag') as string };
    const again = await Promise.all([1, 2].map(() => getFrom(balancer.url + path, { headers })));
    expect(again.map(({ status }) => status)).to.deep.equal([304, 304]);
  });

  it('both see a publish within a second, and agree again', async () => {
    const edition = await loadAndPublish(client, other);
    await sleep(1000);
    const answers = await askBoth();
    expect(answers.map(({ body }) => body.meta.edition)).to.deep.equal([edition, edition]);
    const [one, two] = answers.map(({ headers }) => headers.get('etag'));
    expect(one).to.equal(two).and.include(edition);
  });
});

describe('marquee serve --workers 2', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;
  let api: Serving;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    await loadAndPublish(client, await hydrate(folder, 40, movieTimes(2)));
    api = await startServing(url, { LOG_LEVEL: 'debug' }, ['--workers', '2']);
    await eventually('both workers serve', () => [...api.run.out().matchAll(/API on/g)].length === 2);
  });
  after(async () => {
    api?.run.process.kill('SIGKILL');
    await client?.close();
  });

  /** On a connection of its own, so that the workers take turns. */
  const ask = (url: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${goodToken()}` };
      get(url, { agent: false, headers }, (reply) => resolve(text(reply))).on('error', reject);
    });
  const figureOf = (scrape: string, series: string) =>
    Number(
      scrape
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length + 1),
    );

  it('returns the sum over all workers, whichever is scraped, and does not add up what all of them see', async () => {
    for (let asked = 0; asked < 11; asked++) await ask(api.url + path);
    const scrapes = [];
    for (let asked = 0; asked < 4; asked++) scrapes.push(await ask(`${api.url}/metrics`));
    const route = 'route="/v1/companies/{id}/summary-by-year",status="200"';
    for (const scrape of scrapes) {
      expect(figureOf(scrape, `marquee_http_request_duration_seconds_count{${route}}`)).to.equal(11);
      expect(figureOf(scrape, 'marquee_elasticsearch_nodes')).to.equal(1);
      expect(figureOf(scrape, 'marquee_edition_documents{type="movies"}')).to.equal(40);
      expect(scrape).to.match(/^marquee_build_info\{version="[^"]+"\} 1$/m);
      const names = scrape.match(/^# TYPE \S+/gm) ?? [];
      expect(names.length).to.equal(new Set(names).size).and.be.greaterThan(40);
    }
    const lines = api.run
      .err()
      .split('\n')
      .filter((line) => line.includes('"answered"'))
      .map((line) => JSON.parse(line) as { pid: number; route: string });
    for (const asked of ['/metrics', '/v1/companies/{id}/summary-by-year']) {
      expect(new Set(lines.filter(({ route: one }) => one === asked).map(({ pid }) => pid)).size).to.equal(2);
    }
  });

  it('never returns a part of the sum as the whole while a worker hangs', async () => {
    const [victim] = await childrenOf(api.run.process.pid as number);
    process.kill(victim as number, 'SIGSTOP');
    // One of two connections goes to the other worker.
    const asked = [1, 2].map(() => ask(`${api.url}/metrics`));
    const first = await Promise.race(asked);
    process.kill(victim as number, 'SIGCONT');
    expect(JSON.parse(first)).to.include({ type: '/problems/internal' });
    const logged = "The workers' metrics could not be added up: Operation timed out.";
    await eventually('it is logged', () => api.run.err().includes(logged));
    await Promise.all(asked);
    expect(await ask(`${api.url}/metrics`)).to.match(/^nodejs_eventloop_lag_p99_seconds \d/m);
  });

  it('listens on one port, and keeps answering while a dead worker is replaced', async () => {
    const urls = [...api.run.out().matchAll(/API on (\S+),/g)].map(([, url]) => url);
    expect(urls).to.deep.equal([api.url, api.url]);
    const [victim] = await childrenOf(api.run.process.pid as number);
    process.kill(victim as number, 'SIGKILL');
    await eventually('its end is told', () => api.run.out().includes(`worker ${victim} exited (SIGKILL)`));
    expect((await getFrom(api.url + path)).status).to.equal(200);
    expect(await ask(`${api.url}/metrics`)).to.include('marquee_build_info');
    await eventually('another serves', () => [...api.run.out().matchAll(/API on/g)].length === 3);
    expect((await getFrom(api.url + path)).status).to.equal(200);
  });

  it('stops gracefully, with all of its workers', async () => {
    const workers = await childrenOf(api.run.process.pid as number);
    expect(workers).to.have.length(2);
    api.run.process.kill('SIGTERM');
    const { code, err } = await api.run.ended;
    expect(code).to.equal(0);
    expect(err.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).to.deep.equal([]);
    expect(workers.filter(isRunning)).to.deep.equal([]);
  });

  it('does not outlive its primary: the workers notice, and stop', async () => {
    api = await startServing(await sharedNodeUrl(), {}, ['--workers', '2']);
    const workers = await childrenOf(api.run.process.pid as number);
    expect(workers.filter(isRunning)).to.have.length(2);
    api.run.process.kill('SIGKILL');
    await eventually('the workers end', () => workers.filter(isRunning).length === 0);
  });
});
