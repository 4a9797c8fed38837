import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { tokens } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { getFrom, type Serving, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Enough for an answer of many megabytes, more than the buffers of a connection hold. */
const movies = 8000;
const titleLength = 1500;

const allMovies = '/v1/movies/search?limit=all&format=ndjson';

describe('exports', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let api: Serving;
  const agents: ClientRequest[] = [];

  before(async () => {
    const url = await sharedNodeUrl();
    const client = new MarqueeClient({ node: url });
    const make = movieTimes(2);
    const long = (id: number) => ({ ...make(id), title: `Film ${id} ${'long '.repeat(titleLength / 5)}` });
    await loadAndPublish(client, await hydrate(folder, movies, long));
    await client.close();
    api = await startServing(url, {
      MARQUEE_EXPORTS: '3',
      MARQUEE_EXPORTS_PER_SUBJECT: '2',
      MARQUEE_STALL_SECONDS: '2',
      NODE_OPTIONS: '--max-old-space-size=128',
    });
  });
  after(() => api?.stop());
  afterEach(() => {
    for (const sent of agents.splice(0)) sent.destroy();
  });

  /** Asks for an export; the response is not read yet. */
  async function ask(subject: string, path = allMovies): Promise<IncomingMessage> {
    const token = mintToken(tokens, { subject, scope: 'read', seconds: 300 });
    const sent = get(`${api.url}${path}`, { agent: false, headers: { authorization: `Bearer ${token}` } });
    // A connection that is closed by the server is what some of the tests expect.
    sent.on('error', () => {});
    agents.push(sent);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.on('error', () => {});
    return response;
  }
  const rowsOf = async (response: IncomingMessage, pause = 0): Promise<number> => {
    let rows = 0;
    for await (const chunk of response) {
      rows += (chunk as Buffer).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
      if (pause > 0) await sleep(pause);
    }
    return rows;
  };
  /** Resolves once all slots are free: three exports are let in together. */
  async function slotsAreFree(): Promise<void> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(100)) {
      const responses = [await ask('first'), await ask('second'), await ask('third')];
      for (const response of responses) response.destroy();
      if (responses.every(({ statusCode }) => statusCode === 200)) {
        // Destroyed here, they are noticed there a moment later.
        await sleep(300);
        return;
      }
    }
    throw new Error('the slots were not freed');
  }

  it('are bounded in all: of 100 asked for at once a few complete, and the others get 429', async () => {
    let done = false;
    const light: number[] = [];
    const others = (async () => {
      for (let year = 1; !done; year++) {
        const { status } = await getFrom(`${api.url}/v1/companies/7/summary-by-year?from=${year}`);
        light.push(status);
        await sleep(20);
      }
    })();
    const responses = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(`reader ${at}`)));
    const rows = await Promise.all(
      responses.map(async (response) => [response.statusCode, await rowsOf(response)]),
    );
    done = true;
    await others;
    const complete = rows.filter(([status]) => status === 200);
    expect(complete.length).to.be.within(3, 20);
    for (const [, count] of complete) expect(count).to.equal(movies);
    const rejected = responses.filter(({ statusCode }) => statusCode === 429);
    expect(rejected.length + complete.length).to.equal(100);
    for (const { headers } of rejected) expect(Number(headers['retry-after'])).to.be.within(1, 60);
    expect([...new Set(light)]).to.deep.equal([200]);
    await slotsAreFree();
  });

  it('are bounded for each subject', async () => {
    await slotsAreFree();
    const first = await ask('eager');
    const second = await ask('eager');
    const third = await ask('eager');
    expect([first, second, third].map(({ statusCode }) => statusCode)).to.deep.equal([200, 200, 429]);
    const [text] = (await once(third.setEncoding('utf8'), 'data')) as [string];
    expect(JSON.parse(text)).to.include({ type: '/problems/too-many-exports', status: 429 });
    const other = await ask('patient');
    expect(other.statusCode).to.equal(200);
    for (const response of [first, second, other]) response.destroy();
    await slotsAreFree();
  });

  it('are cut when their reader takes nothing for the time set, which frees the slot', async () => {
    const stalled = [await ask('one'), await ask('two'), await ask('three')];
    expect(stalled.map(({ statusCode }) => statusCode)).to.deep.equal([200, 200, 200]);
    expect((await ask('four')).statusCode).to.equal(429);
    await slotsAreFree();
    const ended = await Promise.all(
      stalled.map((response) => rowsOf(response).then(String, (error: Error) => error.message)),
    );
    expect([...new Set(ended)], 'a truncated answer never looks whole').to.deep.equal(['aborted']);
  });

  it('complete for a reader that is slow but takes something', async () => {
    const response = await ask('slow');
    expect(response.statusCode).to.equal(200);
    const began = performance.now();
    expect(await rowsOf(response, 30)).to.equal(movies);
    expect(performance.now() - began).to.be.greaterThan(4000);
  });
});
