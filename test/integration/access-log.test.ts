import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { startApi, type TestApi, tokens } from '../support/api.js';
import { entities, movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { sharedNodeUrl } from '../support/shared-node.js';

const createLog = (level: string) => {
  let text = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return {
    logger: createLogger(level, destination),
    text: () => text,
    lines: () =>
      text
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

const token = mintToken(tokens, { subject: 'alice', scope: 'read', seconds: 3600 });
const secrets = { 'X-Api-Key': 'header-secret', Cookie: 'session=cookie-secret' };

describe('the access log', () => {
  const loaded = loadedEdition([
    movieLine({
      id: '1',
      genres: entities([18, 'Drama']),
      production_companies: entities([3, 'Lantern Row']),
    }),
  ]);
  const path = '/v1/companies/3/profit-by-year';

  async function logOf(level: string, work: (api: TestApi) => Promise<void>) {
    const log = createLog(level);
    const api = await startApi(await sharedNodeUrl(), { logger: log.logger });
    await work(api);
    await api.close();
    return log;
  }

  it('has subject, route, edition, status and duration of a request', async () => {
    const log = await logOf('info', async (api) => {
      await api.get(path, token, { headers: { 'X-Request-Id': 'abc' } });
    });
    const [line] = log.lines().filter(({ msg }) => msg === 'answered');
    expect(line).to.deep.include({
      requestId: 'abc',
      subject: 'alice',
      method: 'GET',
      route: '/v1/companies/{id}/profit-by-year',
      status: 200,
      source: 'computed',
      edition: loaded.edition,
    });
    expect(line?.ms).to.be.a('number').greaterThan(0);
  });

  it('has cheap requests at `debug` only: cached answers, 304s, probes', async () => {
    const cheap = async (api: TestApi): Promise<void> => {
      const { headers } = await api.get(path, token);
      await api.get(path, token);
      await api.get(path, token, { headers: { 'If-None-Match': headers.get('etag') as string } });
      await api.get('/livez', null);
      await api.get(path, null);
    };
    const statuses = async (level: string) =>
      (await logOf(level, cheap))
        .lines()
        .filter(({ msg }) => msg === 'answered')
        .map(({ status }) => status);
    expect(await statuses('info')).to.deep.equal([200, 401]);
    expect(await statuses('debug')).to.deep.equal([200, 200, 304, 200, 401]);
  });

  it('has no token, header, query or unknown path, whether a request succeeds or fails', async () => {
    const log = await logOf('trace', async (api) => {
      const init = { headers: secrets };
      await api.get(`/v1/companies?q=query-secret`, token, init);
      await api.get(`${path}?access_token=${token}`, token, init);
      await api.get(`/path-secret/${token}`, token, init);
      await api.get(path, `${token}x`, init);
      await api.get('/v1/operations/loads', token, init);
    });
    expect(log.lines().length).to.be.at.least(5);
    for (const secret of [
      token,
      token.split('.')[2] as string,
      tokens.secret,
      'query-secret',
      'path-secret',
      'header-secret',
      'cookie-secret',
    ])
      expect(log.text()).to.not.include(secret);
  });
});

describe('the log of errors', () => {
  let failing: Server;
  before(async () => {
    failing = createServer((request, response) => {
      // It returns what it was sent, as some proxies do.
      response
        .writeHead(500, { 'x-elastic-product': 'Elasticsearch', 'content-type': 'application/json' })
        .end(
          JSON.stringify({
            error: { type: 'odd', reason: `got ${request.headers.authorization}` },
            status: 500,
          }),
        );
    }).listen(0, '127.0.0.1');
    await once(failing, 'listening');
  });
  after(() => failing?.close());

  it('has message and stack, and nothing of what was sent or received', async () => {
    const log = createLog('trace');
    const { port } = failing.address() as AddressInfo;
    const api = await startApi(`http://elastic:url-secret@127.0.0.1:${port}`, { logger: log.logger });
    const { status } = await api.get('/v1/genres', token, { headers: secrets });
    await api.close();
    expect(status).to.be.at.least(500);
    const errors = log.lines().filter(({ err }) => err !== undefined);
    expect(errors[0]?.err).to.include.keys('type', 'message', 'stack');
    const basic = Buffer.from('elastic:url-secret').toString('base64');
    for (const secret of [token, 'url-secret', basic, 'header-secret', 'cookie-secret']) {
      expect(log.text()).to.not.include(secret);
    }
  });

  it('masks credentials and tokens in messages', () => {
    const log = createLog('info');
    const err = new Error(`GET https://u:word@host/ with Bearer ${token}, ApiKey abc=, and ${token}`);
    log.logger.error({ err }, 'failed');
    expect(log.text())
      .to.include('https://…@host/')
      .and.not.include('word')
      .and.not.include(token)
      .and.not.include('abc=');
  });
});
