import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect } from 'chai';
import { pino } from 'pino';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { goodToken, startApi, type TestApi, tokens } from '../../support/api.js';
import { movieLine } from '../../support/edition.js';
import { movieTimes } from '../../support/editions.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { callTool, connectOverHttp, connectOverStdio } from '../../support/mcp.js';
import { eventually } from '../../support/process.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { startWatchingProxy, type WatchingProxy } from '../../support/watching-proxy.js';

/** One call as it is sent, without a client around it. */
function post(api: TestApi, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${api.url}/mcp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      Authorization: `Bearer ${goodToken()}`,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
}

/** The form of answers that tools read. */
const plain = { headers: { 'Accept-Encoding': 'identity' } };

const byYear = (from: number) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'by_year', arguments: { of: 'genres', id: 18, from } },
});

/** A client keeps its token, however slow the machine is. */
const longToken = mintToken(tokens, { subject: 'test', scope: 'read', seconds: 3600 });

describe('a call of a tool', () => {
  loadedEdition(Array.from({ length: 20 }, (_, at) => movieLine(movieTimes(1)(at + 1))));
  let proxy: WatchingProxy;
  let api: TestApi;
  let client: Client;
  /** Over a proxy that one test closes. */
  let stale: TestApi;
  let ending: WatchingProxy;
  /** The searches of calls; others read what holds for the edition. */
  const searches = () => proxy.searches.filter(({ headers }) => headers['x-opaque-id'] !== undefined);
  const lines: Record<string, unknown>[] = [];
  before(async () => {
    proxy = await startWatchingProxy(await sharedNodeUrl());
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    api = await startApi(proxy.url, { logger, limits: { deadlineMilliseconds: 20_000 } });
    client = await connectOverHttp(api.url, longToken);
    ending = await startWatchingProxy(await sharedNodeUrl());
    stale = await startApi(ending.url, { limits: { staleMilliseconds: 60_000 } });
    // Reads what holds for the edition, which is not cancelled.
    await post(api, byYear(1989));
    await eventually('all names are asked for', () =>
      proxy.searches.some(({ path }) => path.includes('collections')),
    );
  });
  beforeEach(() => {
    proxy.delay = 0;
    proxy.abandoned = 0;
    proxy.searches.length = 0;
    lines.length = 0;
  });
  after(async () => {
    await client?.close();
    await api?.close();
    await stale?.close();
    await proxy?.close();
    await ending?.close();
  });

  it('is cancelled with its search when the request is closed', async () => {
    proxy.delay = 15_000;
    const controller = new AbortController();
    const answer = post(api, byYear(1990), controller.signal).catch((error: Error) => error.name);
    await eventually('the search has begun', () => searches().length > 0);
    controller.abort();
    expect(await answer).to.equal('AbortError');
    await eventually('the search is cancelled', () => proxy.abandoned > 0);
    await eventually('the request is logged', () => lines.some(({ route }) => route === '/mcp'));
    expect(lines.find(({ route }) => route === '/mcp')).to.include({ status: 499 });
  });

  it('goes on while another caller waits for the same answer', async () => {
    proxy.delay = 700;
    const controller = new AbortController();
    const first = post(api, byYear(1991), controller.signal).catch((error: Error) => error.name);
    await eventually('the search has begun', () => searches().length > 0);
    const second = api.get('/v1/genres/18/summary-by-year?from=1991', undefined, plain);
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort();
    expect(await first).to.equal('AbortError');
    expect((await second).status).to.equal(200);
    expect(searches()).to.have.length(1);
    expect(proxy.abandoned).to.equal(0);
  });

  it('is asked anew by those who come after it was cancelled', async () => {
    proxy.delay = 15_000;
    const controller = new AbortController();
    const gone = post(api, byYear(1992), controller.signal).catch(() => {});
    await eventually('the search has begun', () => searches().length > 0);
    controller.abort();
    await gone;
    await eventually('the search is cancelled', () => proxy.abandoned > 0);
    proxy.delay = 0;
    expect((await post(api, byYear(1992))).status).to.equal(200);
  });

  it('is cancelled over stdio by the notification of the client', async () => {
    const stdio = await connectOverStdio(proxy.url);
    try {
      const { params } = byYear(1993);
      await stdio.callTool(byYear(1989).params);
      proxy.searches.length = 0;
      proxy.delay = 15_000;
      const controller = new AbortController();
      const answer = stdio
        .callTool(params, undefined, { signal: controller.signal })
        .catch((error: Error) => error);
      await eventually('the search has begun', () => searches().length > 0);
      controller.abort();
      expect(await answer).to.be.instanceOf(Error);
      await eventually('the search is cancelled', () => proxy.abandoned > 0);
    } finally {
      await stdio.close();
    }
  });

  it('shares cache and answers with the API', async () => {
    await api.get('/v1/genres/18/summary-by-year?from=1994', undefined, plain);
    expect(searches()).to.have.length(1);
    const json = await callTool(client, 'by_year', { of: 'genres', id: 18, from: 1994 });
    expect(json.isError).to.equal(false);
    expect(searches()).to.have.length(1);
  });

  it('is logged with its tool, source and problem', async () => {
    await callTool(client, 'by_year', { of: 'genres', id: 18, from: 1995 });
    await callTool(client, 'by_year', { of: 'genres', id: 18, from: 'then' });
    const calls = lines.filter(({ tool }) => tool === 'by_year');
    expect(calls).to.have.length(2);
    expect(calls[0]).to.include({ route: '/mcp', subject: 'test', status: 200, source: 'computed' });
    expect(calls[1]).to.include({ route: '/mcp', status: 200, problem: 'invalid-parameter' });
    expect(JSON.stringify(calls)).not.to.include('then');
  });

  it('is a problem when it is no single message, or too large', async () => {
    const many = [byYear(1996), byYear(1997)];
    expect((await post(api, many)).status).to.equal(400);
    expect((await post(api, '{')).status).to.equal(400);
    expect((await post(api, 'null')).status).to.equal(400);
    expect((await post(api, ' '.repeat(70_000))).status).to.equal(413);
    const response = await api.get('/mcp');
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('POST');
  });

  it('counts as a request of the subject of its token', async () => {
    const limited = await startApi(proxy.url, { limits: { requestsPerMinute: 2 } });
    try {
      const statuses = [];
      for (const from of [1990, 1990, 1990]) statuses.push((await post(limited, byYear(from))).status);
      expect(statuses).to.deep.equal([200, 200, 429]);
    } finally {
      await limited.close();
    }
  });

  it('is an error of the tool while Elasticsearch is unavailable, unless it may be stale', async () => {
    const given = { of: 'genres', id: 18, from: 1998 };
    const asking = await connectOverHttp(stale.url, longToken);
    try {
      let before = await callTool(asking, 'by_year', given);
      // On a busy machine the first look-up of the live edition may take longer than it is waited for.
      while (before.isError) before = await callTool(asking, 'by_year', given);
      await ending.close();
      // Until the live edition is looked up again, the answer is simply cached.
      let called = before;
      while (called.result?.stale === undefined) called = await callTool(asking, 'by_year', given);
      const { result, text } = called;
      expect(result.data).to.deep.equal(before.result.data);
      expect(text).to.match(/Elasticsearch is unavailable; this is its answer of \d+ seconds ago/);
      const unknown = await callTool(asking, 'by_year', { ...given, from: 1999 });
      expect(unknown.isError).to.equal(true);
      expect(unknown.text).to.match(/^Elasticsearch is unavailable/);
    } finally {
      await asking.close();
    }
  });
});
