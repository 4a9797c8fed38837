import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { type FaultProxy, startFaultProxy, type Verdict } from '../support/fault-proxy.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { marquee, start } from '../support/marquee.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a loader that is paused (SIGSTOP) for longer than its lock lasts', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  let client: MarqueeClient;
  let proxy: FaultProxy;
  let hydration: string;
  let other: string;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    // Slow enough to be stopped in mid-load.
    proxy = await startFaultProxy(url, async (): Promise<Verdict> => {
      await sleep(300);
      return 'pass';
    });
    hydration = await hydrate(folder, 50, movieTimes(1));
    other = await hydrate(otherFolder, 50, movieTimes(2));
    await loadAndPublish(client, other);
  });
  after(async () => {
    await proxy.close();
    await client.close();
  });

  /** Stops a loader in mid-load, lets something happen, and wakes it up again. */
  async function pause(meanwhile: () => Promise<unknown>) {
    const settings = { ELASTICSEARCH_URL: proxy.url, MARQUEE_LOCK_SECONDS: '1' };
    const before = proxy.bulks;
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const args = [cli, 'load', '--input', hydration, '--force', '--accept-shrink'];
    const run = start(process.execPath, args, settings);
    await eventually('the first bulk request', () => proxy.bulks > before);
    run.process.kill('SIGSTOP');
    try {
      await sleep(2000);
      await meanwhile();
    } finally {
      run.process.kill('SIGCONT');
    }
    return await run.ended;
  }

  it('cannot publish when it wakes up, even if no other loader took its lock', async () => {
    const before = await readAliases(client);
    const { code, err } = await pause(async () => {});
    expect(err).to.match(
      /^marquee: This loader was paused for \d\.\d s, longer than its lock lasts \(1\.0 s\)/,
    );
    expect(code).to.equal(4);
    expect(await readAliases(client)).to.deep.equal(before);
  });

  it('cannot publish when another loader has published meanwhile', async () => {
    const settings = { ELASTICSEARCH_URL: await sharedNodeUrl(), MARQUEE_LOCK_SECONDS: '1' };
    let published = {};
    const { code, err } = await pause(async () => {
      const load = await marquee(['load', '--input', other, '--force'], settings);
      expect(load).to.include({ code: 0, err: '' });
      published = await readAliases(client);
    });
    expect(code).to.equal(4);
    expect(err).to.match(/It must not publish/);
    expect(await readAliases(client)).to.deep.equal(published);
  });
});
