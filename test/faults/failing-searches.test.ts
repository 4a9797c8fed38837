import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { startApi } from '../support/api.js';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { startRecordingProxy } from '../support/recording-proxy.js';
import { sharedNodeUrl } from '../support/shared-node.js';

describe('searches that fail although the look-up of the aliases succeeds', function () {
  this.timeout(120_000);
  loadedEdition([movieLine({ id: '1' })]);

  it('are no longer sent once most have failed, and are sent again without a restart', async () => {
    let isFailing = false;
    const proxy = await startRecordingProxy(await sharedNodeUrl(), ({ path }) =>
      isFailing && /_m?search/.test(path)
        ? { status: 503, body: { error: { type: 'by_the_test', reason: 'by the test' }, status: 503 } }
        : undefined,
    );
    const searches = () => proxy.requests.filter(({ path }) => /_msearch/.test(path)).length;
    const api = await startApi(proxy.url);
    let asked = 0;
    // Never the same question twice: nothing is cached.
    const ask = async () => (await api.get(`/v1/movies/summary-by-year?from=${++asked}`)).status;
    expect(await ask()).to.equal(200);

    isFailing = true;
    const before = searches();
    const statuses = [];
    const began = performance.now();
    for (let count = 0; count < 100; count++) statuses.push(await ask());
    const milliseconds = performance.now() - began;
    const sent = searches() - before;
    expect(new Set(statuses)).to.deep.equal(new Set([503]));
    // Ten or so until it is noticed, then one each half second.
    expect(sent).to.be.within(1, 20 + milliseconds / 500);

    isFailing = false;
    await sleep(1000);
    expect([await ask(), await ask()]).to.deep.equal([200, 200]);
    await api.close();
    await proxy.close();
  });
});
