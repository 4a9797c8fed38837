import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { hash32 } from '../../sample/random.js';
import { projectRoot } from '../../src/config/project-root.js';
import { findLiveEdition } from '../../src/editions/find-live-edition.js';
import { listStoredEditions } from '../../src/editions/stored-editions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { readHistory } from '../../src/load/run-history.js';
import { startApi, type TestApi } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The links of rows name the edition. */
const withoutLinks = ({ links, ...row }: Record<string, unknown>) => row;

const kills = 20;
const lockSeconds = 1;

/** Printed, so that a run that failed can be had again: MARQUEE_TEST_SEED. */
const seed = Number(process.env.MARQUEE_TEST_SEED ?? Date.now() % 1_000_000);

describe(`a loader that is killed (SIGKILL) at ${kills} random moments, seed ${seed}`, function () {
  this.timeout(600_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  const hydrations: string[] = [];
  let client: MarqueeClient;
  let api: TestApi;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    api = await startApi(url);
    hydrations.push(
      await hydrate(folder, 200, movieTimes(1)),
      await hydrate(otherFolder, 200, movieTimes(3)),
    );
    await loadAndPublish(client, hydrations[0] as string);
  });
  after(async () => {
    await api.close();
    await client.close();
  });

  /**
   * The answer of what is live now: the API has a second to notice. On a machine so busy that Elasticsearch takes longer
   * than a look-up of the aliases may, which no loader can help, the API asks its callers to come again.
   */
  const ask = async () => {
    const live = await findLiveEdition(client);
    for (;;) {
      const { status, body } = await api.get('/v1/companies/7/summary-by-year');
      if (status === 200 && body.meta.edition === live) return { ...body, data: body.data.map(withoutLinks) };
      if (status !== 200)
        expect(body).to.include({ status: 503, type: '/problems/elasticsearch-unavailable' });
      await sleep(50);
    }
  };
  const load = (hydration: string) => {
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const args = [cli, 'load', '--input', hydration, '--force', '--accept-shrink', '--quiet'];
    return start(process.execPath, args, {
      ELASTICSEARCH_URL: client.connectionPool.connections[0]?.url.href ?? '',
      MARQUEE_LOCK_SECONDS: String(lockSeconds),
    });
  };

  it('leaves the live answers unchanged, and the next run succeeds and cleans up', async () => {
    const [first, second] = hydrations as [string, string];
    const ofFirst = (await ask()).data;
    // How long the last whole load took: the moments lie within it, however busy the machine is meanwhile.
    let began = Date.now();
    expect((await load(second).ended).code).to.equal(0);
    let duration = Date.now() - began;
    let crashed = 0;
    for (let kill = 0; kill < kills; kill++) {
      const before = await ask();
      expect(before.data).not.to.deep.equal(ofFirst);
      const run = load(first);
      await sleep((hash32(seed, kill) / 2 ** 32) * duration);
      run.process.kill('SIGKILL');
      const isCrashed = (await run.ended).code === null;
      if (isCrashed) crashed++;
      const now = await ask();
      // Either nothing happened for readers, or the swap had been made: then all of it.
      if (now.meta.edition === before.meta.edition) expect(now).to.deep.equal(before);
      else expect(now.data).to.deep.equal(ofFirst);
      began = Date.now();
      const { code, err } = await load(second).ended;
      // It waited for the lock of the crashed one.
      duration = Math.max(500, Date.now() - began - (isCrashed ? 1000 * lockSeconds : 0));
      expect({ code, err }).to.deep.equal({ code: 0, err: '' });
      const states = (await listStoredEditions(client)).map(({ state }) => state);
      expect(states.filter((state) => state === 'live')).to.have.length(1);
      expect(states, 'debris').not.to.include('incomplete');
      expect(states.length).to.be.at.most(3);
    }
    expect(crashed, 'runs that were really cut short').to.be.greaterThan(kills / 2);
    const outcomes = (await readHistory(client, 100)).map(({ outcome }) => outcome);
    expect(outcomes).to.include('crashed').and.not.include('running');
  });
});
