import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { loadEdition } from '../../src/load/load-edition.js';
import type { LoadRun } from '../../src/model/load-run.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { startApi } from '../support/api.js';
import { entities, movieLine, moviesCsv } from '../support/edition.js';
import { readAliases } from '../support/editions.js';
import { marquee, type RunningMarquee, start } from '../support/marquee.js';
import { eventually, isRunning } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const cli = join(projectRoot, 'dist', 'src', 'cli.js');

const edition = moviesCsv([
  movieLine({
    id: '1',
    genres: entities([18, 'Drama']),
    production_companies: entities([3, 'Lantern Row']),
    budget: '5000',
    revenue: '7000',
  }),
]);

import { isInstalled, skipWithout } from '../support/optional.js';
import { screenOf, startInTerminal } from '../support/terminal.js';
import { withoutLinks } from '../support/without-links.js';

describe('npm start', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const settings = { MARQUEE_DATA: folder, EMBEDDED_PORT: '0', EMBEDDED_HEAP: '512m', PORT: '0' };
  const started: RunningMarquee[] = [];

  before(() => writeFile(join(folder, 'movies_metadata.csv'), edition));
  after(() => {
    for (const { process } of started) process.kill('SIGKILL');
  });

  async function untilServing(): Promise<{ run: RunningMarquee; javaPid: number; url: string }> {
    const run = start('npm', ['start', '--', '--input', folder], settings);
    started.push(run);
    await eventually(
      'the API is up',
      () => run.out().includes('Ctrl-C stops everything') || run.process.exitCode !== null,
      60_000,
    );
    const { pid } = JSON.parse(readFileSync(join(folder, 'elasticsearch', 'node.json'), 'utf8'));
    const [, url] = /the API is on (http:\S+)/.exec(run.out()) ?? [];
    return { run, javaPid: pid, url: url as string };
  }

  const isUp = (url: string) =>
    fetch(`${url}/livez`).then(
      () => true,
      () => false,
    );

  it('goes from an edition to answers: the calls it prints work as printed; Ctrl-C stops everything', async () => {
    const { run, javaPid, url } = await untilServing();
    const [, token] = /AUTH='Authorization: Bearer ([^']+)'/.exec(run.out()) ?? [];
    const calls = [...run.out().matchAll(/curl -H "\$AUTH" '(http[^']+)'/g)].map(
      ([, call]) => call as string,
    );
    expect(calls).to.have.length.greaterThan(3);
    for (const call of calls) {
      const answer = await fetch(call, { headers: { Authorization: `Bearer ${token}` } });
      expect(answer.status, call).to.equal(200);
    }
    const profit = await fetch(`${url}/v1/companies/3/profit-by-year`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { data } = (await profit.json()) as { data: object[] };
    expect(withoutLinks(data)).to.deep.equal([{ year: 1999, releases: 1, profit: { sum: 2000, known: 1 } }]);
    // A terminal sends Ctrl-C to the whole process group, npm and Marquee.
    process.kill(-(run.process.pid as number), 'SIGINT');
    await run.ended;
    await eventually('Elasticsearch ends', () => !isRunning(javaPid));
    expect(await isUp(url)).to.equal(false);
    expect(run.out()).to.match(/stopping\n$/);
  });

  it('does not load again what is live already', async () => {
    const { run, javaPid } = await untilServing();
    expect(run.out()).to.include('it has exactly these documents already').and.not.include('loading edition');
    run.process.kill('SIGINT');
    await eventually('Elasticsearch ends', () => !isRunning(javaPid));
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`leaves no process when npm alone gets ${signal}`, async () => {
      const { run, javaPid, url } = await untilServing();
      run.process.kill(signal);
      await eventually('Elasticsearch ends', () => !isRunning(javaPid));
      expect(await isUp(url)).to.equal(false);
    });
  }
});

describe('npm start on an Elasticsearch that has editions', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;
  let settings: Record<string, string>;

  before(async () => {
    await writeFile(join(folder, 'movies_metadata.csv'), edition);
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    settings = { MARQUEE_DATA: join(folder, 'data'), ELASTICSEARCH_URL: url, PORT: '0', LOG_LEVEL: 'silent' };
  });
  after(() => client.close());

  /** Runs `start` until it serves and returns what `/v1/editions/current` and a question answer. */
  async function startAndAsk(args: string[] = []) {
    const run = start(process.execPath, [cli, 'start', ...args], settings);
    const isOver = () => run.out().includes('Ctrl-C stops everything') || run.process.exitCode !== null;
    await eventually('the API is up', isOver, 120_000);
    const [, url] = /the API is on (http:\S+)/.exec(run.out()) ?? [];
    const [, token] = /AUTH='Authorization: Bearer ([^']+)'/.exec(run.out()) ?? [];
    const ask = async (path: string) => {
      const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
      return (await response.json()) as { data: Record<string, unknown>; meta: Record<string, unknown> };
    };
    const answers =
      url === undefined ? undefined : [await ask('/v1/editions/current'), await ask('/v1/genres')];
    run.process.kill('SIGTERM');
    return { ...(await run.ended), current: answers?.[0]?.data, meta: answers?.[1]?.meta };
  }

  it('publishes a sample, which says that it is one, where nothing is live', async () => {
    const indices = Object.keys(await readAliases(client));
    if (indices.length > 0) await client.indices.delete({ index: indices });
    const { out, current, meta } = await startAndAsk();
    expect(out).to.include('making a sample edition');
    expect(current).to.include({ sample: true });
    expect(meta).to.include({ sample: true });
    const listed = await marquee(['editions', '--json'], settings);
    expect(JSON.parse(listed.out)[0]).to.include({ sample: true, state: 'live' });
    expect((await marquee(['editions'], settings)).out).to.match(/ sample: movies_metadata\.csv/);
  });

  it('lets any real edition replace a sample, without --accept-shrink', async () => {
    const { out, current, meta } = await startAndAsk(['--input', folder]);
    expect(out).not.to.include('shrink');
    expect(current).to.include({ sample: false });
    expect(meta).not.to.have.property('sample');
    const { hits } = await client.search<LoadRun>({
      index: 'marquee-loads',
      size: 1,
      sort: [{ startedAt: 'desc' }],
    });
    expect(hits.hits[0]?._source?.checks.filter(({ passed }) => !passed)).to.deep.equal([]);
  });

  it('serves the real edition that is live, and publishes no sample over it', async () => {
    const before = await marquee(['editions', '--json'], settings);
    const { out, current } = await startAndAsk();
    expect(out)
      .to.match(/edition \d{14} is in Elasticsearch on \S+ and is served/)
      .and.not.include('making a sample');
    expect(current).to.include({ sample: false, state: 'live' });
    expect((await marquee(['editions', '--json'], settings)).out).to.equal(before.out);
  });

  it('on a terminal prints the addresses and the token last, and no line for a request', async function () {
    if (!isInstalled('script')) skipWithout(this, 'script');
    const { LOG_LEVEL: _, ...usual } = settings;
    const run = startInTerminal(100, ['start', '--input', folder], usual);
    await eventually('the API is up', () => run.out().includes('Ctrl-C stops everything'), 120_000);
    const [, url] = /the API is on (http:[^\s]+)/.exec(run.out()) ?? [];
    const [, token] = /AUTH='Authorization: Bearer ([^']+)'/.exec(run.out()) ?? [];
    const asked = await fetch(`${url}/v1/genres`, { headers: { Authorization: `Bearer ${token}` } });
    expect(asked.status).to.equal(200);
    const lines = screenOf(run.out(), 100).filter((line) => line !== '');
    expect(lines.at(-1)).to.equal('Ctrl-C stops everything.');
    const at = (text: RegExp) => lines.findIndex((line) => text.test(line));
    const order = [
      /^Marquee /,
      /^transforming /,
      /movies_metadata\.csv +█/,
      /^ +movies_metadata\.csv/,
      /^Elasticsearch is on /,
    ];
    const places = [...order, /is live; the API is on/, /#token=/].map(at);
    expect(places, lines.join('\n'))
      .to.deep.equal(places.toSorted((a, b) => a - b))
      .and.not.include(-1);
    expect(lines.join('\n')).to.not.include('answered').and.not.include('{"level"');
    process.kill(-(run.process.pid as number), 'SIGTERM');
    await run.ended;
  });

  it('rejects an edition that is much smaller than the real one that is live', async () => {
    const larger = join(folder, 'larger');
    await mkdir(larger);
    const lines = Array.from({ length: 20 }, (_, at) => movieLine({ id: String(at + 1) }));
    await writeFile(join(larger, 'movies_metadata.csv'), moviesCsv(lines));
    expect((await marquee(['reload', '--accept-shrink', '--input', larger], settings)).code).to.equal(0);
    const { code, err } = await startAndAsk(['--input', folder]);
    expect(code).to.equal(3);
    expect(err).to.include('shrink movies').and.include('--accept-shrink');
  });
});

describe('the API while Elasticsearch stops and starts again', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();

  it('returns 503 at once, and recovers by itself', async () => {
    await writeFile(join(folder, 'movies_metadata.csv'), edition);
    await transformEdition({ input: folder, out: folder });
    const first = await startEmbeddedNode({ dataDir: join(folder, 'node'), port: 0, heap: '512m' });
    const client = new MarqueeClient({ node: first.url });
    await loadEdition({ client, questions: allQuestions, input: folder });
    await client.close();
    const api = await startApi(first.url);
    try {
      expect((await api.get('/v1/companies/3/profit-by-year')).status).to.equal(200);
      process.kill(first.pid, 'SIGKILL');
      await first.exited;
      // An edition that was live less than a second ago is still used.
      await setTimeout(1000);
      for (const path of ['/v1/companies/3/profit-by-year', '/readyz']) {
        const { status, headers, body } = await api.get(path);
        expect(status).to.equal(503);
        expect(headers.get('retry-after')).to.equal('5');
        expect(body.type).to.equal('/problems/elasticsearch-unavailable');
      }
      expect((await api.get('/livez')).status).to.equal(200);
      const port = Number(new URL(first.url).port);
      const second = await startEmbeddedNode({ dataDir: join(folder, 'node'), port, heap: '512m' });
      try {
        const { status, body } = await api.get('/v1/companies/3/profit-by-year');
        expect(status).to.equal(200);
        expect(body.data).to.have.length(1);
      } finally {
        await second.stop();
      }
    } finally {
      await api.close();
    }
  });
});
