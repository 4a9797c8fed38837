import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { marquee } from '../support/marquee.js';
import { startRecordingProxy } from '../support/recording-proxy.js';
import { sharedNodeUrl } from '../support/shared-node.js';

/** Milliseconds; other requests have failed after 30 s. */
const slow = 32_000;

describe('a snapshot that takes longer than other requests may', function () {
  this.timeout(240_000);
  const loaded = loadedEdition([movieLine({ id: '1' })]);

  it('is waited for', async () => {
    const proxy = await startRecordingProxy(await sharedNodeUrl(), async ({ method, path }) => {
      if (method === 'PUT' && /^\/_snapshot\/[^/]+\/marquee-/.test(path)) await sleep(slow);
      return undefined;
    });
    const { code, out } = await marquee(['backup'], { ELASTICSEARCH_URL: proxy.url });
    await proxy.close();
    expect(code).to.equal(0);
    expect(out).to.include(`edition ${loaded.edition} is in snapshot`);
  });
});
