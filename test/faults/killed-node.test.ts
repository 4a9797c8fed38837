import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { type FaultProxy, startFaultProxy, type Verdict } from '../support/fault-proxy.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a load whose Elasticsearch is killed (SIGKILL)', function () {
  this.timeout(240_000);
  const [dataDir, folder, otherFolder] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  let node: EmbeddedNode;
  let proxy: FaultProxy;
  let aliasesBefore: Record<string, string[]>;
  let hydration: string;

  before(async () => {
    node = await startEmbeddedNode({ dataDir, port: 0, heap: '512m' });
    // Slow enough for the node to die in mid-load.
    proxy = await startFaultProxy(node.url, async (): Promise<Verdict> => {
      await sleep(200);
      return 'pass';
    });
    const client = new MarqueeClient({ node: node.url });
    await loadAndPublish(client, await hydrate(otherFolder, 40, movieTimes(2)));
    aliasesBefore = await readAliases(client);
    await client.close();
    hydration = await hydrate(folder, 600, movieTimes(1));
  });
  after(async () => {
    await proxy?.close();
    await node?.stop();
  });

  const load = () => {
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const args = [cli, 'load', '--input', hydration, '--force', '--concurrency', '1'];
    return start(process.execPath, args, { ELASTICSEARCH_URL: proxy.url, MARQUEE_LOCK_SECONDS: '10' });
  };

  it('recovers by itself when the node comes back: every document is there, once, and is published', async () => {
    const port = Number(new URL(node.url).port);
    const run = load();
    await eventually('the first bulk request', () => proxy.bulks > 0);
    process.kill(node.pid, 'SIGKILL');
    await node.exited;
    await sleep(1000);
    node = await startEmbeddedNode({ dataDir, port, heap: '512m' });
    const { code, err } = await run.ended;
    expect({ code, err }).to.deep.equal({ code: 0, err: '' });
    const client = new MarqueeClient({ node: node.url });
    expect(await client.count({ index: 'marquee-movies' })).to.include({ count: 600 });
    const aliases = await readAliases(client);
    expect(Object.values(aliases).flat()).to.have.length(6);
    expect(aliases).not.to.deep.equal(aliasesBefore);
    await client.close();
  });

  it('says so when it is stopped while the node is down and cannot clean up; the next load does', async () => {
    const port = Number(new URL(node.url).port);
    const bulks = proxy.bulks;
    const run = load();
    await eventually('the first bulk request', () => proxy.bulks > bulks);
    process.kill(node.pid, 'SIGKILL');
    await node.exited;
    // Not for as long as the loader would wait, but told to stop.
    await sleep(2000);
    run.process.kill('SIGINT');
    const { code, err } = await run.ended;
    expect(code).to.equal(5);
    expect(err).to.match(
      /^marquee: this run is kept in .+\nmarquee: The load was interrupted\.\nIts indices could not be removed/,
    );
    node = await startEmbeddedNode({ dataDir, port, heap: '512m' });
    const next = await load().ended;
    expect(next).to.include({ code: 0, err: '' });
    const client = new MarqueeClient({ node: node.url });
    expect(
      Object.keys(await readAliases(client)).filter((index) => index.startsWith('movies-')).length,
    ).to.be.at.most(3);
    await client.close();
  });
});
