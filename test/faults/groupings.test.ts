import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { measureNames } from '../../src/questions/measures/measures.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { type Got, getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** More than may work and wait together. */
const groupings = 60;

describe('groupings of many groups', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  let api: Serving;

  before(async () => {
    const [edition, input] = [join(folder, 'edition'), join(folder, 'hydration')];
    await writeEdition(edition, { movies: 400, seed: 9, ratings: 0 });
    await transformEdition({ input: edition, out: input });
    const url = await sharedNodeUrl();
    const client = new MarqueeClient({ node: url });
    await loadAndPublish(client, input);
    await client.close();
    api = await startServing(url, {
      MARQUEE_DEADLINE_SECONDS: '60',
      NODE_OPTIONS: '--max-old-space-size=128',
    });
  });
  after(() => api?.stop());

  /** Every pair is read, because profits may be losses; each question is another one. */
  const heavy = (at: number): Promise<Got> =>
    getFrom(
      `${api.url}/v1/movies/aggregate?group=actor,genre&sort=-profit&measures=${measureNames.join()}&minVotes=${at}&limit=1000`,
    );

  it(`of ${groupings} asked for at once are answered or get 429, and light questions are answered beside them`, async () => {
    let done = false;
    const light: number[] = [];
    const others = (async () => {
      for (let year = 1; !done; year++) {
        const { status } = await getFrom(`${api.url}/v1/genres/most-popular-by-year?from=${year}`);
        light.push(status);
        await sleep(20);
      }
    })();
    const replies = await Promise.all(Array.from({ length: groupings }, (_, at) => heavy(at)));
    done = true;
    await others;
    const complete = replies.filter(({ status }) => status === 200);
    const rejected = replies.filter(({ status }) => status === 429);
    expect(complete.length + rejected.length).to.equal(groupings);
    for (const { body } of complete) expect(body.data).to.have.length(1000);
    expect(rejected.length).to.be.greaterThan(0);
    for (const { headers, body } of rejected) {
      expect(body.type).to.equal('/problems/too-many-groupings');
      expect(Number(headers.get('retry-after'))).to.be.within(1, 60);
    }
    expect([...new Set(light)]).to.deep.equal([200]);
    expect(api.run.process.exitCode).to.equal(null);
    expect((await heavy(groupings)).status, 'once the others are done').to.equal(200);
  });
});
