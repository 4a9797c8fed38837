import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { startApi } from '../support/api.js';
import { entities, movieLine, moviesCsv } from '../support/edition.js';
import { type RunningMarquee, start } from '../support/marquee.js';
import { eventually, isRunning } from '../support/process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const edition = moviesCsv([
  movieLine({
    id: '1',
    genres: entities([18, 'Drama']),
    production_companies: entities([3, 'Lantern Row']),
    budget: '5000',
    revenue: '7000',
  }),
]);

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
    expect(await profit.json()).to.have.deep.property('data', [
      { year: 1999, releases: 1, profit: { sum: 2000, known: 1 } },
    ]);
    // A terminal sends Ctrl-C to the whole process group, npm and Marquee.
    process.kill(-(run.process.pid as number), 'SIGINT');
    await run.ended;
    await eventually('Elasticsearch ends', () => !isRunning(javaPid));
    expect(await isUp(url)).to.equal(false);
    expect(run.out()).to.match(/stopping\n$/);
  });

  it('does not load again what is live already', async () => {
    const { run, javaPid } = await untilServing();
    expect(run.out()).to.include('has exactly these documents already').and.not.include('loading into');
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

describe('the API while Elasticsearch stops and starts again', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();

  it('returns 503 at once, and recovers by itself', async () => {
    await writeFile(join(folder, 'movies_metadata.csv'), edition);
    await transformEdition({ input: folder, out: folder });
    const first = await startEmbeddedNode({ dataDir: join(folder, 'node'), port: 0, heap: '512m' });
    const client = new Client({ node: first.url });
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
