import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { goodToken, startApi, type TestApi } from '../../support/api.js';

/** What clients send that differs from what a browser sends. Requests that pass every check get 503. */
describe('clients of other kinds', () => {
  let api: TestApi;
  before(async () => {
    // Nothing listens there.
    api = await startApi('http://127.0.0.1:1');
  });
  after(() => api.close());

  const accepted = [
    'application/json; charset=utf-8',
    'application/json;charset="utf-8"',
    'text/csv;header=present;q=0.5, application/x-ndjson; q=0.1',
    'text/csv; charset=utf-8; q=0.9',
    'application/*;version=1',
    '*/*;q=0.1',
  ];
  for (const accept of accepted) {
    it(`may send parameters in Accept: ${accept}`, async () => {
      for (const path of ['/v1/genres', '/v1/companies/5/profit-by-year']) {
        expect((await api.get(path, undefined, { headers: { accept } })).status, path).to.equal(503);
      }
      for (const path of ['/livez', '/openapi.json', '/problems/internal']) {
        expect((await api.get(path, null, { headers: { accept } })).status, path).to.equal(200);
      }
    });
  }

  it('get 406 for what is not there, or has the weight 0', async () => {
    for (const accept of ['image/png', 'application/json;charset=utf-8;q=0', 'text/html;level=1']) {
      expect((await api.get('/v1/genres', undefined, { headers: { accept } })).status, accept).to.equal(406);
    }
  });

  const options: [string, number, string | null][] = [
    ['/v1/genres', 204, 'GET, HEAD, OPTIONS'],
    ['/v1/companies/5/profit-by-year', 204, 'GET, HEAD, OPTIONS'],
    ['/livez', 204, 'GET, HEAD, OPTIONS'],
    ['/v1/operations/rollback', 204, 'POST, OPTIONS'],
    ['/v1/nothing', 404, null],
  ];
  for (const [path, status, allow] of options) {
    it(`get ${status} for OPTIONS ${path}`, async () => {
      const answer = await api.get(path, null, { method: 'OPTIONS' });
      expect(answer.status).to.equal(status);
      expect(answer.headers.get('allow')).to.equal(allow);
    });
  }

  it('may repeat the name of a list, and of nothing else', async () => {
    for (const query of ['genre=18&genre=35', 'genre=18,35&genre=12', 'country=US&country=gb']) {
      expect((await api.get(`/v1/companies/5/profit-by-year?${query}`)).status, query).to.equal(503);
    }
    for (const query of ['genre=18&genre=x', 'from=1990&from=1991', 'adjust=none&adjust=none']) {
      expect((await api.get(`/v1/companies/5/profit-by-year?${query}`)).status, query).to.equal(400);
    }
    const { body } = await api.get('/v1/companies/5/profit-by-year?from=1990&from=1991');
    expect(body.errors).to.deep.equal([
      { parameter: 'from', value: ['1990', '1991'], allowed: 'must be given once' },
    ]);
  });

  it('get 400 for two Host headers', async () => {
    const { hostname, port } = new URL(api.url);
    for (const second of ['b', 'a']) {
      const socket = connect(Number(port), hostname);
      socket.write(
        `GET /v1/genres HTTP/1.1\r\nHost: a\r\nhost: ${second}\r\nAuthorization: Bearer ${goodToken()}\r\n\r\n`,
      );
      expect(await text(socket)).to.match(/^HTTP\/1\.1 400 [\s\S]*\/problems\/malformed-request/);
    }
  });

  it('are told what they asked, and that paths are in lower case', async () => {
    const { status, body } = await api.get('/v1/Genres?limit=3');
    expect(status).to.equal(404);
    expect(body.instance).to.equal('/v1/Genres');
    expect(body.detail).to.match(/did you mean \/v1\/genres\?$/);
    expect((await api.get('/v1/Nothing')).body.detail).to.not.include('mean');
  });

  it('are told of a path that does not exist, not of an invalid id, where a word of other paths is the id', async () => {
    const { status, body } = await api.get('/v1/people/partners');
    expect(status).to.equal(404);
    expect(body).to.include({
      type: '/problems/not-found',
      detail:
        '/v1/people/partners is not a path of this API; /openapi.json lists them. Paths that end so: /v1/companies/{id}/partners.',
    });
    expect((await api.get('/v1/people/summary-by-year')).body.detail).to.include(
      '/v1/companies/summary-by-year, /v1/companies/{id}/summary-by-year',
    );
    for (const word of ['tom', '%7Bid%7D', 'v1']) {
      expect((await api.get(`/v1/people/${word}`)).body.type, word).to.equal('/problems/invalid-parameter');
    }
  });

  it('are told in a plain sentence that a parameter is unknown', async () => {
    const { body } = await api.get('/v1/companies?query=tom');
    expect(body.detail).to.match(/^'query' is not a parameter\. Did you mean 'q'\? Allowed: q, limit, /);
    expect((await api.get('/v1/editions?format=csv')).body.detail).to.equal(
      "'format' is not a parameter. Allowed: none.",
    );
  });
});
