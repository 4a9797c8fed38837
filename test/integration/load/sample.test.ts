import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { findLiveEdition } from '../../../src/editions/find-live-edition.js';
import { MarqueeClient } from '../../../src/elasticsearch/marquee-client.js';
import { sampleFile } from '../../../src/files/sample-file.js';
import { hydrate, movieTimes } from '../../support/editions.js';
import { loadAndPublish } from '../../support/loaded-edition.js';
import { marquee } from '../../support/marquee.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('a sample where a real edition is live', function () {
  this.timeout(120_000);
  const [sampleFolder, realFolder] = [temporaryFolder(), temporaryFolder()];
  let client: MarqueeClient;
  let settings: Record<string, string>;
  let [sample, real] = ['', ''];

  before(async () => {
    settings = { ELASTICSEARCH_URL: await sharedNodeUrl() };
    client = new MarqueeClient({ node: settings.ELASTICSEARCH_URL as string });
    await writeFile(join(sampleFolder, sampleFile), '{}');
    sample = await loadAndPublish(client, await hydrate(sampleFolder, 30, movieTimes(1)));
    real = await loadAndPublish(client, await hydrate(realFolder, 30, movieTimes(2)));
  });
  after(() => client.close());

  it('is rejected by load, however large it is', async () => {
    const { code, err } = await marquee(['load', '--input', join(sampleFolder, 'hydration')], settings);
    expect(code).to.equal(3);
    expect(err)
      .to.include('shrink to a sample: expected an edition that is no sample')
      .and.include('--accept-shrink');
    expect(await findLiveEdition(client)).to.equal(real);
  });

  it('is not what rollback goes back to, unless its id is given', async () => {
    const { out } = await marquee(['editions', '--json'], settings);
    const others: { edition: string; state: string; sample: boolean }[] = JSON.parse(out);
    // Suites that share the node may have left real editions.
    const before = others.filter((one) => one.state === 'previous' && one.edition < real && !one.sample);
    const { code, err } = await marquee(['rollback'], settings);
    expect(code).to.equal(before.length > 0 ? 0 : 3);
    if (before.length === 0) expect(err).to.include(`${sample} (previous, a sample)`);
    expect(await findLiveEdition(client)).to.equal(before.at(-1)?.edition ?? real);
    expect((await marquee(['rollback', sample], settings)).code).to.equal(0);
    expect(await findLiveEdition(client)).to.equal(sample);
    expect((await marquee(['rollback', real], settings)).code).to.equal(0);
  });

  it('is published with --accept-shrink', async () => {
    const args = ['load', '--input', join(sampleFolder, 'hydration'), '--accept-shrink', '--json'];
    const { code, out } = await marquee(args, settings);
    expect(code).to.equal(0);
    const { run } = JSON.parse(out.trim().split('\n').at(-1) as string);
    expect(await findLiveEdition(client))
      .to.equal(run.edition)
      .and.not.equal(real);
  });
});
