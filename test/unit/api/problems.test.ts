import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { problemKinds } from '../../../src/api/problems/problem-kinds.js';
import { documentTypes } from '../../../src/model/document-type.js';
import { startApi, type TestApi } from '../../support/api.js';

describe('problems', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi('http://127.0.0.1:1');
  });
  after(() => api.close());

  const badParameters: [string, { parameter: string; value: unknown; allowed: RegExp }][] = [
    [
      '/v1/companies/3/budget-by-year?form=1990',
      {
        parameter: 'form',
        value: '1990',
        allowed: /^one of: gaps, compare, from, to, status, year, .*genre, /,
      },
    ],
    [
      '/v1/companies/3/budget-by-year?from=ninety',
      { parameter: 'from', value: 'ninety', allowed: /year from 1 to 9999/ },
    ],
    [
      '/v1/companies/3/budget-by-year?from=0',
      { parameter: 'from', value: '0', allowed: /year from 1 to 9999/ },
    ],
    [
      '/v1/companies/3/budget-by-year?to=10000',
      { parameter: 'to', value: '10000', allowed: /year from 1 to 9999/ },
    ],
    [
      '/v1/companies/3/budget-by-year?from=1e3',
      { parameter: 'from', value: '1e3', allowed: /year from 1 to 9999/ },
    ],
    [
      '/v1/companies/3/budget-by-year?from=',
      { parameter: 'from', value: '', allowed: /year from 1 to 9999/ },
    ],
    [
      '/v1/companies/3/budget-by-year?from=2000&to=1999',
      { parameter: 'from', value: '2000', allowed: /not be more than 'to'/ },
    ],
    [
      '/v1/companies/3/budget-by-year?from=1&from=2',
      { parameter: 'from', value: ['1', '2'], allowed: /given once/ },
    ],
    [
      '/v1/companies/3/budget-by-year?status=rumored',
      { parameter: 'status', value: 'rumored', allowed: /'Released', 'any', 'Rumored'/ },
    ],
    [
      '/v1/companies/3/budget-by-year?id=4',
      { parameter: 'id', value: '4', allowed: /^one of: gaps, compare, from, to, status, year, .*genre, / },
    ],
    ['/v1/companies/pixar', { parameter: 'id', value: 'pixar', allowed: /positive integer/ }],
    ['/v1/companies/0', { parameter: 'id', value: '0', allowed: /positive integer/ }],
    ['/v1/companies/-3', { parameter: 'id', value: '-3', allowed: /positive integer/ }],
    [
      '/v1/companies/99999999999999999999',
      { parameter: 'id', value: '99999999999999999999', allowed: /positive integer/ },
    ],
    [
      '/v1/companies/3?q=x',
      { parameter: 'q', value: 'x', allowed: /^one of: adjust, base, edition, format, bom, select$/ },
    ],
    ['/v1/companies?limit=1001', { parameter: 'limit', value: '1001', allowed: /1 to 1000/ }],
    [
      `/v1/companies?q=${'x'.repeat(201)}`,
      { parameter: 'q', value: `${'x'.repeat(200)}…`, allowed: /at most 200/ },
    ],
    [
      '/v1/genres/most-popular-by-year?__proto__=1',
      { parameter: '__proto__', value: '1', allowed: /^one of/ },
    ],
  ];
  for (const [path, { parameter, value, allowed }] of badParameters) {
    it(`returns 400 to ${path.slice(0, 70)}, naming parameter, value and what is allowed`, async () => {
      const { status, headers, body } = await api.get(path);
      expect(status).to.equal(400);
      expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(body).to.include({ type: '/problems/invalid-parameter', status: 400 });
      expect(body.errors).to.have.length(1);
      expect(body.errors[0]).to.deep.include({ parameter, value });
      expect(body.errors[0].allowed).to.match(allowed);
      expect(body.detail).to.include(`'${parameter}'`);
    });
  }

  const formerNames: [string, { parameter: string; value: string; suggestion: string }][] = [
    [
      '/v1/genres?generation=20261101063000',
      { parameter: 'generation', value: '20261101063000', suggestion: 'edition' },
    ],
    ['/v1/companies?query=pixar', { parameter: 'query', value: 'pixar', suggestion: 'q' }],
    ['/v1/people?query=hanks', { parameter: 'query', value: 'hanks', suggestion: 'q' }],
    ['/v1/suggest?q=toy&query=toy', { parameter: 'query', value: 'toy', suggestion: 'q' }],
    ['/v1/companies/top?by=meanVote', { parameter: 'by', value: 'meanVote', suggestion: 'rating' }],
    [
      '/v1/genres/most-popular-by-year?by=meanVote',
      { parameter: 'by', value: 'meanVote', suggestion: 'rating' },
    ],
  ];
  for (const [path, { parameter, value, suggestion }] of formerNames) {
    it(`suggest the present name for a former one: ${path}`, async () => {
      const { status, body } = await api.get(path);
      expect(status).to.equal(400);
      expect(body.errors).to.have.length(1);
      expect(body.errors[0]).to.include({ parameter, value, suggestion });
      expect(body.detail).to.include(`Did you mean '${suggestion}'?`);
    });
  }

  it('suggest no name that the path does not have', async () => {
    const { body } = await api.get('/v1/companies/3?query=x');
    expect(body.errors[0]).to.not.have.property('suggestion');
  });

  it('name all invalid parameters at once', async () => {
    const { body } = await api.get('/v1/genres/16/profit-by-year?from=x&to=y&status=z&more=1');
    const names = body.errors.map(({ parameter }: { parameter: string }) => parameter);
    expect(names).to.have.members(['from', 'to', 'status', 'more']);
  });

  it('are 404 for an unknown path', async () => {
    const { status, body } = await api.get('/v1/actors');
    expect(status).to.equal(404);
    expect(body).to.include({ type: '/problems/not-found', status: 404 });
  });

  it('are 400 or 404, never 500, for a malformed path', async () => {
    expect((await api.get('/v1/companies/%ZZ')).status).to.be.oneOf([400, 404]);
    expect((await api.get('/%00')).status).to.equal(404);
  });

  it('are 405 for all methods but GET and HEAD, naming them', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await api.get('/v1/genres', undefined, { method });
      expect(status).to.equal(405);
      expect(headers.get('allow')).to.equal('GET, HEAD');
    }
  });

  it('are 503 with Retry-After while Elasticsearch is unavailable', async () => {
    for (const path of ['/v1/genres', '/v1/companies/3/profit-by-year', '/readyz']) {
      const { status, headers, body } = await api.get(path);
      expect(status).to.equal(503);
      expect(Number(headers.get('retry-after'))).to.be.greaterThan(0);
      expect(body).to.include({ type: '/problems/elasticsearch-unavailable', status: 503 });
    }
  });

  it('are explained on the page that their type names', async () => {
    for (const [kind, { title, explanation }] of Object.entries(problemKinds)) {
      const { status, body } = await api.get(`/problems/${kind}`, null);
      expect(status).to.equal(200);
      expect(body).to.include(title).and.include(explanation);
    }
  });
});

/** A server that replies like an Elasticsearch with a missing part, which a healthy node cannot be made to do. */
async function startPartialElasticsearch(fault: () => object): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('x-elastic-product', 'Elasticsearch');
    response.setHeader('content-type', 'application/vnd.elasticsearch+json;compatible-with=9');
    const isAlias = request.url?.startsWith('/_alias');
    const aliases = Object.fromEntries(
      documentTypes.map((type) => [
        `marquee-${type}-20261101063000`,
        { aliases: { [`marquee-${type}`]: {} } },
      ]),
    );
    const whole = {
      version: { number: '9.5.3' },
      timed_out: false,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
      hits: { total: { value: 1, relation: 'eq' }, hits: [] },
      aggregations: {
        counted: { years: { buckets: [] } },
        undated: { doc_count: 0 },
        unreleased: { doc_count: 0 },
        adult: { doc_count: 0 },
      },
    };
    response.end(JSON.stringify(isAlias ? aliases : { ...whole, ...fault() }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('a partial reply of Elasticsearch', () => {
  let fault: object;
  let elasticsearch: Server;
  let api: TestApi;
  before(async () => {
    elasticsearch = await startPartialElasticsearch(() => fault);
    api = await startApi(`http://127.0.0.1:${(elasticsearch.address() as AddressInfo).port}`);
  });
  after(async () => {
    await api.close();
    elasticsearch.close();
  });

  const faults: [string, object, number][] = [
    ['it timed out', { timed_out: true }, 503],
    ['a shard failed', { _shards: { total: 2, successful: 1, skipped: 0, failed: 1 } }, 503],
    ['a shard did not reply', { _shards: { total: 2, successful: 1, skipped: 0, failed: 0 } }, 503],
    ['nothing is missing', {}, 200],
  ];
  for (const [name, partial, expected] of faults) {
    it(`gives ${expected} when ${name}`, async () => {
      fault = partial;
      const { status, headers, body } = await api.get('/v1/companies/3/profit-by-year');
      expect(status).to.equal(expected);
      if (expected === 503) {
        expect(body.type).to.equal('/problems/partial-answer');
        expect(headers.get('retry-after')).to.not.equal(null);
      }
    });
  }
});
