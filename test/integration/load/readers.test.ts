import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { MarqueeClient } from '../../../src/elasticsearch/marquee-client.js';
import { goodToken, startApi, type TestApi } from '../../support/api.js';
import { hydrate, movieTimes } from '../../support/editions.js';
import { loadAndPublish } from '../../support/loaded-edition.js';
import { start } from '../../support/marquee.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Requests a second, and what they ask. */
const rate = 200;
const paths = [
  '/v1/companies/7/summary-by-year',
  '/v1/companies/8/revenue-by-year?from=1995',
  '/v1/genres/18/profit-by-year',
  '/v1/genres/most-popular-by-year',
  '/v1/companies?q=studio',
] as const;

type Seen = { path: string; status: number; edition: string; data: string };
type Body = { data: unknown; meta: { edition: string } };

/** The data without the edition, which the links of rows name: links to any other edition stay different. */
const dataOf = ({ data, meta }: Body): string => JSON.stringify(data).replaceAll(meta.edition, 'its edition');

/** On a busy machine requests wait for one of its connections; a new one for each of thousands would time out. */
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

describe(`readers at ${rate} requests a second`, function () {
  this.timeout(240_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  const hydrations: string[] = [];
  let client: MarqueeClient;
  let api: TestApi;
  let url: string;

  before(async () => {
    url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    api = await startApi(url);
    hydrations.push(
      await hydrate(folder, 300, movieTimes(1)),
      await hydrate(otherFolder, 400, movieTimes(5)),
    );
  });
  after(async () => {
    agent.destroy();
    await api.close();
    await client.close();
  });

  /** Runs a verb as a person would. */
  async function marquee(...args: string[]): Promise<void> {
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const run = start(process.execPath, [cli, ...args, '--quiet'], { ELASTICSEARCH_URL: url });
    expect(await run.ended).to.deep.equal({ code: 0, out: '', err: '' });
  }

  it('get the figures of one edition in each answer, without an error, during three publishes and a rollback', async () => {
    // What each input answers, asked in peace.
    const answersOf: string[][] = [];
    for (const hydration of [...hydrations].reverse()) {
      await loadAndPublish(client, hydration);
      await sleep(1000);
      answersOf.unshift(await Promise.all(paths.map(async (path) => dataOf((await api.get(path)).body))));
    }
    expect(answersOf[0]).to.have.length(paths.length);
    for (const at of paths.keys()) expect(answersOf[0]?.[at]).not.to.equal(answersOf[1]?.[at]);

    const seen: Seen[] = [];
    const pending = new Set<Promise<void>>();
    let asked = 0;
    const askOne = async (path: string): Promise<void> => {
      const headers = { authorization: `Bearer ${goodToken()}` };
      const [reply] = (await once(get(api.url + path, { agent, headers }), 'response')) as [IncomingMessage];
      const body = (await json(reply)) as Body;
      const status = reply.statusCode as number;
      // A problem has neither.
      const data = status === 200 ? dataOf(body) : '';
      seen.push({ path, status, edition: body.meta?.edition, data });
    };
    const began = Date.now();
    const timer = setInterval(() => {
      // As many as are due by the clock, whatever the timer does.
      for (; asked < ((Date.now() - began) / 1000) * rate; asked++) {
        const one: Promise<void> = askOne(paths[asked % paths.length] as string).finally(() =>
          pending.delete(one),
        );
        pending.add(one);
      }
    }, 5);
    const load = (at: number) =>
      marquee('load', '--input', hydrations[at] as string, '--force', '--accept-shrink');
    await load(1);
    await load(0);
    await load(1);
    await marquee('rollback');
    clearInterval(timer);
    await Promise.all(pending);
    const seconds = (Date.now() - began) / 1000;

    expect(seen.filter(({ status }) => status !== 200)).to.deep.equal([]);
    expect(seen.length / seconds, 'requests a second').to.be.greaterThan(0.9 * rate);
    // Each edition has the answers of one of the two inputs, in every one of its answers.
    const editionOf = new Map<string, number>();
    for (const { path, edition, data } of seen) {
      const at = paths.indexOf(path as (typeof paths)[number]);
      const which = answersOf.findIndex((answers) => answers[at] === data);
      expect(which, `an answer of no edition: ${path} ${data}`).not.to.equal(-1);
      if (!editionOf.has(edition)) editionOf.set(edition, which);
      expect(which, `${path} of edition ${edition}`).to.equal(editionOf.get(edition));
    }
    const editions = seen.map(({ edition }) => edition);
    const order = editions.filter((edition, at) => edition !== editions[at - 1]);
    expect(new Set(order).size, `editions seen: ${[...new Set(order)].join(', ')}`).to.equal(4);
  });
});
