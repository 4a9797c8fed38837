import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import type { EmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { type Cluster, startCluster } from '../support/cluster.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { type RunningMarquee, start } from '../support/marquee.js';
import { eventually, isRunning } from '../support/process.js';
import { type Got, getFrom, type Serving, startServing } from '../support/serving.js';
import { quantile, steadyLoad } from '../support/steady-load.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Requests a second. */
const rate = 100;

/** Milliseconds that a reader waits for an answer, and that a node hangs: longer than that. */
const [deadline, hang] = [10_000, 15_000];

describe('a cluster of three nodes, with one copy of each shard', function () {
  this.timeout(360_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  let cluster: Cluster;
  let client: MarqueeClient;
  let api: Serving;
  let edition: string;
  let other: string;
  let loading: RunningMarquee;
  let asked = 0;

  before(async () => {
    cluster = await startCluster(3);
    client = new MarqueeClient({ nodes: cluster.urls.split(','), maxRetries: 5 });
    const input = await hydrate(folder, 200, movieTimes(2));
    other = await hydrate(otherFolder, 300, movieTimes(3));
    const run = await loadEdition({ client, input, questions: allQuestions, placement: { replicas: 1 } });
    edition = run.edition as string;
    await client.cluster.health({ wait_for_status: 'green', timeout: '60s' });
    api = await startServing(cluster.urls, { MARQUEE_DEADLINE_SECONDS: String(deadline / 1000) });
  });
  after(async () => {
    loading?.process.kill('SIGKILL');
    await api?.stop();
    await client?.close();
    await cluster?.stop();
  });

  /** The node that holds the primary of the live movies. */
  async function primaryHolder(): Promise<EmbeddedNode> {
    const shards = await client.cat.shards({
      index: 'marquee-movies',
      format: 'json',
      h: ['prirep', 'node'],
    });
    return cluster.nodes.get(shards.find(({ prirep }) => prirep === 'p')?.node as string) as EmbeddedNode;
  }

  /** Asks at the rate, every second question one that was never asked before; a reader that is sent away comes back. */
  function readers() {
    let [retried, slowest] = [0, 0];
    const load = steadyLoad(rate, async (): Promise<Got> => {
      const number = asked++;
      const from = number % 2 === 0 ? 1990 : 1 + (number % 1980);
      const url = `${api.url}/v1/companies/7/summary-by-year?from=${from}`;
      for (let attempt = 0; ; attempt++) {
        const began = performance.now();
        const got = await getFrom(url);
        slowest = Math.max(slowest, performance.now() - began);
        if (got.status === 200 || attempt === 3) return got;
        retried++;
        await sleep(1000);
      }
    });
    return { load, retried: () => retried, slowest: () => slowest };
  }

  it('loses the node with the primary of the movies under load, without an error for readers', async () => {
    const node = await primaryHolder();
    loading = start(
      process.execPath,
      [join(projectRoot, 'dist', 'src', 'cli.js'), 'load', '--input', other, '--accept-shrink'],
      { ELASTICSEARCH_URL: cluster.urls, MARQUEE_REPLICAS: '1' },
    );
    await eventually('the load has begun', () => loading.out().includes('loading edition'), 60_000);
    const { load, retried } = readers();
    await sleep(500);
    const killedAt = load.now();
    process.kill(node.pid, 'SIGKILL');
    await node.exited;
    await sleep(4000);
    await load.stop();
    const after = load.samples.filter(({ sentAt }) => sentAt > killedAt);
    expect(after.length).to.be.greaterThan(rate);
    expect(load.samples.filter(({ answer: { status } }) => status !== 200)).to.deep.equal([]);
    const times = after.map(({ milliseconds }) => milliseconds);
    process.stdout.write(
      `      ${load.samples.length} answers, ${after.length} of them after the kill (median ${quantile(times, 0.5).toFixed(0)} ms, ` +
        `slowest ${quantile(times, 1).toFixed(0)} ms), ${retried()} asked again\n`,
    );
  });

  it('is green again once the node is back', async () => {
    const [name] = [...cluster.nodes].find(([, node]) => !isRunning(node.pid)) ?? [];
    await cluster.restart(name as string);
    const health = await client.cluster.health({
      wait_for_status: 'green',
      wait_for_nodes: '3',
      timeout: '60s',
    });
    expect({ status: health.status, nodes: health.number_of_nodes }).to.deep.equal({
      status: 'green',
      nodes: 3,
    });
    expect((await getFrom(`${api.url}/v1/companies/7`)).status).to.equal(200);
  });

  it('completed a load meanwhile, or reported its failure and left everything as it was', async () => {
    const { code, err } = await loading.ended;
    process.stdout.write(`      it ended with code ${code} ${err.slice(0, 200)}\n`);
    // What the API may still remember.
    await sleep(1000);
    const live = (await getFrom(`${api.url}/v1/editions/current`)).body.data.edition;
    if (code === 0) {
      expect(live).not.to.equal(edition);
      expect(await client.count({ index: 'marquee-movies' })).to.include({ count: 300 });
    } else {
      expect(err).to.match(/^marquee: .{10,}/);
      expect(live).to.equal(edition);
      expect(await client.count({ index: 'marquee-movies' })).to.include({ count: 200 });
    }
    const carriers = Object.values(await readAliases(client)).flat();
    expect(carriers).to.have.length(6);
  });

  it('has a node that hangs, which readers notice only by slower answers; it serves again once it wakes up', async () => {
    const node = await primaryHolder();
    const { load, retried, slowest } = readers();
    await sleep(500);
    const stoppedAt = load.now();
    process.kill(node.pid, 'SIGSTOP');
    await sleep(hang);
    process.kill(node.pid, 'SIGCONT');
    await sleep(1000);
    await load.stop();
    const during = load.samples.filter(({ sentAt }) => sentAt > stoppedAt);
    const times = during.map(({ milliseconds }) => milliseconds);
    process.stdout.write(
      `      ${during.length} answers since it hung (median ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, ` +
        `slowest ${quantile(times, 1).toFixed(0)} ms), ${retried()} asked again\n`,
    );
    expect(load.samples.filter(({ answer: { status } }) => status !== 200)).to.deep.equal([]);
    // Beside the deadline of the search there is the look-up of the aliases; and three nodes keep this machine busy.
    expect(slowest()).to.be.lessThan(deadline + 6000);
    const { status } = await client.cluster.health({
      wait_for_status: 'green',
      wait_for_nodes: '3',
      timeout: '60s',
    });
    expect(status).to.equal('green');
    expect((await fetch(node.url)).status).to.equal(200);
    expect((await getFrom(`${api.url}/v1/companies/7`)).status).to.equal(200);
  });
});
