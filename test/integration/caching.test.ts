import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { rollBack } from '../../src/load/publish-edition.js';
import { RunRecorder } from '../../src/load/run-recorder.js';
import { startApi, type TestApi } from '../support/api.js';
import { hydrate, movieTimes } from '../support/editions.js';
import { loadAndPublish } from '../support/loaded-edition.js';
import { eventually } from '../support/process.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startWatchingProxy, type WatchingProxy } from '../support/watching-proxy.js';

const path = '/v1/companies/7/summary-by-year';

describe('cached answers', function () {
  this.timeout(120_000);
  const [folder, otherFolder] = [temporaryFolder(), temporaryFolder()];
  const hydrations: string[] = [];
  let proxy: WatchingProxy;
  let client: MarqueeClient;
  let api: TestApi;
  let edition: string;

  before(async () => {
    const url = await sharedNodeUrl();
    client = new MarqueeClient({ node: url });
    hydrations.push(await hydrate(folder, 60, movieTimes(1)), await hydrate(otherFolder, 60, movieTimes(3)));
    edition = await loadAndPublish(client, hydrations[0] as string);
    proxy = await startWatchingProxy(url);
    api = await startApi(proxy.url, { limits: { deadlineMilliseconds: 1500 } });
  });
  after(async () => {
    await api.close();
    await proxy.close();
    await client.close();
  });
  beforeEach(() => {
    proxy.searches.length = 0;
    proxy.abandoned = 0;
    proxy.delay = 0;
  });

  // Without the header, fetch would send one of its own.
  const etagOf = async (url: string, headers: Record<string, string> = { 'Accept-Encoding': 'identity' }) =>
    (await api.get(url, undefined, { headers })).headers.get('etag') as string;

  it('are not sent to a caller who wants one only if there is none (If-None-Match: *)', async () => {
    const headers = { 'If-None-Match': '*' };
    expect((await api.get(path, undefined, { headers })).status).to.equal(304);
    expect((await api.get('/v1/companies/999/summary-by-year', undefined, { headers })).status).to.equal(404);
    const all = '/v1/companies?limit=all&format=ndjson';
    expect((await api.get(all, undefined, { headers })).status).to.equal(304);
    expect((await api.get('/', null, { headers })).status).to.be.oneOf([200, 304]);
  });

  it('have a strong ETag of edition, question and form, however the URL is written', async () => {
    const etag = await etagOf(`${path}?from=1990&to=1999&genre=18,35`);
    expect(etag).to.match(new RegExp(`^"${edition}-[\\w-]{22}"$`));
    for (const same of [
      `${path}?to=1999&from=1990&genre=35,18,35`,
      `${path}?from=1990&to=1999&genre=18%2C35&status=Released&gaps=none&adjust=none`,
      `${path}?edition=${edition}&from=1990&to=1999&genre=18,35`,
    ]) {
      expect(await etagOf(same), same).to.equal(etag);
    }
    const others = [
      await etagOf(path),
      await etagOf(`${path}?from=1990&to=1999&genre=18`),
      await etagOf(`/v1/companies/8/summary-by-year?from=1990&to=1999&genre=18,35`),
      await etagOf(`${path}?from=1990&to=1999&genre=18,35&format=csv`),
      await etagOf(`${path}?from=1990&to=1999&genre=18,35`, { 'Accept-Encoding': 'br' }),
      await etagOf(`${path}?from=1990&to=1999&genre=18,35`, { 'Accept-Encoding': 'gzip' }),
    ];
    expect(new Set([etag, ...others]).size).to.equal(7);
  });

  it('have the same bytes from the cache as from Elasticsearch', async () => {
    const url = `${path}?from=1991`;
    const first = await api.get(url);
    expect(proxy.searches).to.have.length.greaterThan(0);
    proxy.searches.length = 0;
    const second = await api.get(url);
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers.get('content-type')).to.equal(first.headers.get('content-type'));
    expect(proxy.searches).to.deep.equal([]);
  });

  it('have the same headers from the cache as from Elasticsearch, for GET and HEAD, and for another origin', async () => {
    const url = `${path}?from=1993`;
    const differing = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);
    const read = async (init: RequestInit) => {
      const { status, headers } = await api.get(url, undefined, init);
      return { status, headers: [...headers].filter(([name]) => !differing.has(name)) };
    };
    for (const accept of ['application/json', 'text/csv', 'application/x-ndjson']) {
      const headers = { Accept: accept, 'Accept-Encoding': 'identity' };
      const first = await read({ headers });
      expect(new Map(first.headers)).to.include.keys('x-content-type-options', 'content-length', 'etag');
      expect(await read({ headers }), accept).to.deep.equal(first);
      expect(await read({ headers, method: 'HEAD' }), `HEAD ${accept}`).to.deep.equal(first);
      expect(await read({ headers: { ...headers, Origin: 'https://example.org' } })).to.deep.equal(first);
    }
  });

  it('need a token like all others, and a rejection has the headers of every response', async () => {
    const first = await api.get(`${path}?from=1989`);
    const tag = first.headers.get('etag') as string;
    for (const init of [{}, { headers: { 'If-None-Match': tag } }]) {
      const { status, headers, body } = await api.get(`${path}?from=1989`, null, init);
      expect(status).to.equal(401);
      expect(headers.get('etag')).to.equal(null);
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-request-id')).to.equal(body.requestId);
    }
  });

  it('are answered 304 without a search, even when they are not in the cache', async () => {
    const etag = await etagOf(`${path}?from=1992`);
    const fresh = await startApi(proxy.url);
    try {
      await fresh.get('/readyz', null);
      // It reads the names of the edition at start-up.
      await sleep(300);
      proxy.searches.length = 0;
      for (const header of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const { status, body, headers } = await fresh.get(`${path}?from=1992`, undefined, {
          headers: { 'If-None-Match': header, 'Accept-Encoding': 'identity' },
        });
        expect(status).to.equal(304);
        expect(body).to.equal('');
        expect(headers.get('etag')).to.equal(etag);
      }
      expect(proxy.searches).to.deep.equal([]);
      const other = await fresh.get(path, undefined, { headers: { 'If-None-Match': etag } });
      expect(other.status).to.equal(200);
    } finally {
      await fresh.close();
    }
  });

  it('may be stored by the caller alone, and must be revalidated before use', async () => {
    const { headers } = await api.get(path);
    expect(headers.get('cache-control')).to.equal('private, no-cache');
    expect(headers.get('vary')).to.match(/Accept, Accept-Encoding/);
  });

  it('need one search when many ask the same at the same time', async () => {
    proxy.delay = 200;
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.get(`${path}?from=1993`)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(200));
    expect(proxy.searches).to.have.length(1);
  });

  it('pass the id of the request and its trace on to Elasticsearch', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await api.get(`${path}?from=1994`, undefined, { headers: { 'X-Request-Id': 'abc-1', traceparent } });
    expect(proxy.searches[0]?.headers).to.include({ 'x-opaque-id': 'abc-1', traceparent });
  });

  it('are 504 at the deadline, and the search is cancelled', async () => {
    proxy.delay = 8000;
    const began = performance.now();
    const { status, body } = await api.get(`${path}?from=1995`);
    expect(performance.now() - began).to.be.within(1400, 7000);
    expect(status).to.equal(504);
    expect(body.type).to.equal('/problems/deadline');
    await eventually('the search is cancelled', () => proxy.abandoned > 0);
    expect(proxy.abandoned).to.equal(1);
    proxy.delay = 0;
    expect((await api.get(`${path}?from=1995`)).status).to.equal(200);
  });

  it('take no more memory than configured: the least recently used are evicted', async () => {
    const small = await startApi(proxy.url, { limits: { cacheBytes: 8000 } });
    try {
      for (const from of [1990, 1991, 1992, 1993, 1994]) await small.get(`${path}?from=${from}`);
      proxy.searches.length = 0;
      await small.get(`${path}?from=1994`);
      expect(proxy.searches).to.have.length(0);
      await small.get(`${path}?from=1990`);
      expect(proxy.searches).to.have.length(1);
    } finally {
      await small.close();
    }
  });

  describe('through publishes and rollbacks', () => {
    let second: string;

    it('are of the new edition within a second, and cached already', async () => {
      const old = await api.get(path);
      second = await loadAndPublish(client, hydrations[1] as string);
      const published = performance.now();
      await sleep(1000 - (performance.now() - published));
      proxy.searches.length = 0;
      const now = await api.get(path);
      expect(now.body.meta.edition).to.equal(second);
      expect(now.body.data).not.to.deep.equal(old.body.data);
      expect(proxy.searches, 'it was computed before it was asked').to.deep.equal([]);
      const stale = await api.get(path, undefined, {
        headers: { 'If-None-Match': old.headers.get('etag') as string },
      });
      expect(stale.status).to.equal(200);
    });

    it('can be of a previous edition that the request names', async () => {
      const { status, body } = await api.get(`${path}?edition=${edition}&from=1996`);
      expect(status).to.equal(200);
      expect(body.meta.edition).to.equal(edition);
    });

    it('follow a cursor in the edition it came from', async () => {
      const { body } = await api.get(`/v1/companies?limit=1&edition=${edition}`);
      const next = await api.get(body.links.next);
      expect(next.body.meta.edition).to.equal(edition);
      expect(next.body.data[0].id).not.to.equal(body.data[0].id);
      const other = await api.get(`${body.links.next}&edition=${second}`);
      expect(other.status).to.equal(400);
    });

    it('are 410 for an edition that is not kept, or was never published', async () => {
      const { edition: staged } = await loadEdition({
        questions: allQuestions,
        client,
        input: hydrations[0] as string,
        force: true,
        acceptShrink: true,
        publish: false,
      });
      for (const unknown of ['20010101000000', staged]) {
        const { status, body } = await api.get(`${path}?edition=${unknown}`);
        expect(status, String(unknown)).to.equal(410);
        expect(body.type).to.equal('/problems/edition-gone');
      }
    });

    it('are of the previous edition within a second of a rollback', async () => {
      await rollBack(edition, { client, recorder: new RunRecorder('rollback') });
      await sleep(1000);
      expect((await api.get(path)).body.meta.edition).to.equal(edition);
    });

    it('are never outdated after a second, nor mixed, under load', async () => {
      const seen: { began: number; edition: string; data: string }[] = [];
      let asking = true;
      const reader = async (n: number): Promise<void> => {
        for (let at = 0; asking; at++) {
          const began = performance.now();
          const { status, body } = await api.get(`${path}?to=${2000 + ((at + n) % 10)}`);
          expect(status).to.equal(200);
          seen.push({ began, edition: body.meta.edition, data: JSON.stringify(body.data) });
        }
      };
      const readers = Array.from({ length: 8 }, (_, n) => reader(n));
      await sleep(300);
      const third = await loadAndPublish(client, hydrations[1] as string);
      const published = performance.now();
      const answeredLate = () => seen.filter(({ began }) => began > published + 1000);
      await eventually('answers of questions after that second', () => answeredLate().length > 50);
      asking = false;
      await Promise.all(readers);
      const late = answeredLate();
      expect(new Set(late.map((one) => one.edition))).to.deep.equal(new Set([third]));
      // Figures of the two editions differ by a factor of three: 1,000,000 of budget here, 3,000,000 there.
      for (const one of seen) {
        const isThird = one.edition === third;
        expect(/"budget":\{"sum":(\d+),"known":(\d+)\}/.exec(one.data)?.slice(1).map(Number)).to.satisfy(
          ([sum, known]: number[]) => (sum as number) / (known as number) === (isThird ? 3e6 : 1e6),
        );
      }
    });
  });
});
