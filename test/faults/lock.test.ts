import { setTimeout as sleep } from 'node:timers/promises';
import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { passFence } from '../../src/load/lock/fence.js';
import { LoaderLock } from '../../src/load/lock/loader-lock.js';
import type { LockDocument } from '../../src/load/lock/lock-document.js';
import { hydrate, movieTimes, readAliases } from '../support/editions.js';
import { failureOf } from '../support/failure.js';
import { startFaultProxy, type Verdict } from '../support/fault-proxy.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('the lock', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let client: MarqueeClient;

  before(async () => {
    client = new MarqueeClient({ node: await sharedNodeUrl() });
  });
  after(() => client.close());

  const acquire = (owner: string, milliseconds: number) => LoaderLock.acquire(client, owner, milliseconds);

  it('is held by one loader at a time; the error of another names the owner', async () => {
    const first = await acquire('first', 900);
    const failure = await failureOf(acquire('second', 900));
    expect(failure).to.include({ name: 'LockError' });
    expect(failure.message).to.match(
      /^Another loader is at work: first \(host .*, this one, process \d+, since 20/,
    );
    await first.assertHeld();
    await first.release();
    await (await acquire('second', 900)).release();
  });

  it('is not taken from a loader whose clock is late, as long as it is renewed', async () => {
    const first = await acquire('late', 900);
    const { lock } = client.names;
    const stored = await client.get<LockDocument>({ index: lock, id: 'loader' });
    const expiresAt = new Date(Date.now() - 3_600_000).toISOString();
    await client.index({
      index: lock,
      id: 'loader',
      document: { ...stored._source, expiresAt },
      refresh: true,
    });
    // A shorter lock of the other loader is no reason either.
    const failure = await failureOf(acquire('punctual', 100));
    expect(failure.message).to.match(/^Another loader is at work: late /);
    await first.assertHeld();
    await first.release();
  });

  it('is not waited for: the other load may have changed what is live', async () => {
    const first = await acquire('first', 9000);
    const second = failureOf(acquire('second', 9000));
    await sleep(300);
    await first.release();
    expect((await second).message).to.match(
      /^Another loader was at work when this one began, and has just ended: first /,
    );
    await (await acquire('second', 900)).release();
  });

  it('passes to the next loader when it is not renewed, and the former owner notices', async () => {
    const crashed = await acquire('crashed', 300);
    // As if its process had stopped.
    crashed.stopRenewing();
    const next = await acquire('next', 300);
    expect(next.fence).to.equal(crashed.fence + 1);
    expect((await failureOf(crashed.assertHeld())).message).to.match(/took over|was paused/);
    await next.assertHeld();
    await next.release();
  });

  it('has a fence: a former owner cannot move an alias, even if it does not check the lock', async () => {
    const late = await acquire('late', 300);
    late.stopRenewing();
    const next = await acquire('next', 300);
    const index = 'fence-test';
    await client.indices.create({ index });
    const swap = (lock: LoaderLock) =>
      client.indices.updateAliases(
        { actions: [passFence(client, lock.fence), { add: { index, alias: 'fence-test-alias' } }] },
        { ignore: [404] },
      );
    expect(await swap(late)).to.include({ status: 404 });
    expect(await client.indices.existsAlias({ name: 'fence-test-alias' })).to.equal(false);
    expect(await swap(next)).to.include({ acknowledged: true });
    expect(await client.indices.existsAlias({ name: 'fence-test-alias' })).to.equal(true);
    await client.indices.delete({ index });
    await next.release();
  });

  it('is lost by a loader that was paused for longer than it lasts, even if no other took it', async () => {
    const lock = await acquire('sleeper', 300);
    lock.stopRenewing();
    await sleep(500);
    expect((await failureOf(lock.assertHeld())).message).to.match(
      /^This loader was paused for 0\.\d s, longer than/,
    );
    await (await acquire('next', 300)).release();
  });

  it('is kept while Elasticsearch takes longer to renew it than it lasts, and no other loader takes it', async () => {
    const slow = new MarqueeClient({ node: await sharedNodeUrl() });
    let [delay, renewals] = [0, 0];
    Object.assign(slow, {
      async index(request: estypes.IndexRequest, options?: TransportRequestOptions) {
        await sleep(delay);
        const reply = await client.index(request, options);
        renewals++;
        return reply;
      },
    });
    const lock = await LoaderLock.acquire(slow, 'patient', 2000);
    delay = 2500;
    renewals = 0;
    await eventually('two renewals', () => renewals === 2);
    await lock.assertHeld();
    await lock.release();
    await slow.close();
  });

  it('lets one of two simultaneous loads pass, and fails the other with its reason', async () => {
    const hydration = await hydrate(folder, 30, movieTimes(1));
    const proxy = await startFaultProxy(await sharedNodeUrl(), async (): Promise<Verdict> => {
      await sleep(700);
      return 'pass';
    });
    const other = new MarqueeClient({ node: proxy.url });
    try {
      const load = () =>
        loadEdition({
          questions: allQuestions,
          client: other,
          input: hydration,
          force: true,
          acceptShrink: true,
          lockMilliseconds: 1500,
        });
      const results = await Promise.allSettled([load(), load()]);
      const won = results.filter(({ status }) => status === 'fulfilled');
      const lost = results.find((result) => result.status === 'rejected');
      expect(won).to.have.length(1);
      expect(lost?.reason.message).to.match(/^Another loader is at work/);
      const aliases = Object.values(await readAliases(client)).flat();
      expect(aliases.filter((alias) => alias === 'marquee-movies')).to.have.length(1);
    } finally {
      await other.close();
      await proxy.close();
    }
  });
});
