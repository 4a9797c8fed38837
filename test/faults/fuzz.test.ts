import { expect } from 'chai';
import fc from 'fast-check';
import { allQuestions } from '../../src/api/all-questions.js';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { tokens } from '../support/api.js';
import { movieLine } from '../support/edition.js';
import { movieTimes } from '../support/editions.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { start } from '../support/marquee.js';
import { connectOverHttp } from '../support/mcp.js';
import { isInstalled, skipWithout } from '../support/optional.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Texts that break what does not expect them. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e9',
    '9'.repeat(20),
    'a'.repeat(201),
    '-revenue,'.repeat(40),
    'NaN',
    'null',
    '__proto__',
    'constructor',
    '../..',
    '%00',
    '\u0000',
    '\u202Eabc',
    '😀',
    '1,2,3,',
    ',',
    '*:*',
    '"',
    '{"match_all":{}}',
    'any',
    'all',
    'inflation',
    'fill',
    '2000',
    '18',
    'csv',
  ),
);

const longToken = () => mintToken(tokens, { subject: 'fuzz', scope: 'read', seconds: 600 });

describe('any request', function () {
  this.timeout(360_000);
  // It leaves its findings where it runs.
  const folder = temporaryFolder();
  const loaded = loadedEdition(Array.from({ length: 40 }, (_, at) => movieLine(movieTimes(1)(at + 1))));

  it('is never answered with a 5xx', async () => {
    const names = [...new Set(allQuestions.flatMap(({ parameters }) => Object.keys(parameters.shape)))];
    const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names, 'edition', 'format') }, nasty);
    const call = fc.record({
      path: fc.constantFrom(...allQuestions.map((question) => question.name)),
      id: fc.oneof(fc.constantFrom('7', '18', '999'), nasty),
      query: fc.array(fc.tuple(name, nasty), { maxLength: 6 }),
      accept: fc.constantFrom('*/*', 'text/csv', 'application/x-ndjson', 'application/json', 'text/html;q=x'),
    });
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(call, async ({ path, id, query, accept }) => {
        const url = `/v1/${path.replace('{id}', encodeURIComponent(Buffer.from(id).toString()))}?${new URLSearchParams(query)}`;
        const { status } = await loaded.api.get(url, undefined, { headers: { Accept: accept } });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status, url).to.be.oneOf([200, 400, 404, 406, 410, 414]);
      }),
      { numRuns: 600 },
    );
    expect([...statuses.keys()], 'both kinds were met').to.include.members([200, 400]);
  });

  it('is never a 5xx as a call of a tool, whatever its arguments', async () => {
    const client = await connectOverHttp(loaded.api.url, longToken());
    const { tools } = await client.listTools();
    const names = [...new Set(tools.flatMap((tool) => Object.keys(tool.inputSchema.properties ?? {})))];
    const words = tools.flatMap((tool) =>
      Object.values((tool.inputSchema.properties ?? {}) as Record<string, { enum?: string[] }>).flatMap(
        (property) => property.enum ?? [],
      ),
    );
    const value = fc.oneof(nasty, fc.constantFrom(...words, 7, 18, 2000), fc.jsonValue(), fc.array(nasty));
    const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, nasty);
    const call = fc.record({
      tool: fc.constantFrom(...tools.map((tool) => tool.name)),
      of: fc.constantFrom('companies', 'genres', 'movies'),
      given: fc.array(fc.tuple(name, value), { maxLength: 4 }),
    });
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(call, async ({ tool, of, given }) => {
        const choice = ['find', 'top', 'by_year'].includes(tool) ? { of } : {};
        const arguments_ = { ...choice, ...Object.fromEntries(given) };
        // The client checks results by the schemas of the tools.
        const { isError, content } = await client.callTool({ name: tool, arguments: arguments_ });
        outcomes.add(isError ? 'problem' : 'result');
        if (!isError) return;
        const [, problem] = content as [unknown, { text: string }];
        expect(JSON.parse(problem.text).status, problem.text).to.be.oneOf([400, 404, 410]);
      }),
      { numRuns: 600 },
    );
    expect([...outcomes].sort(), 'both kinds were met').to.deep.equal(['problem', 'result']);
    await client.close();
  });

  it('is never a 5xx as a message to /mcp', async () => {
    const method = fc.oneof(
      fc.constantFrom('tools/call', 'tools/list', 'resources/read', 'initialize', 'ping'),
      nasty,
    );
    const message = fc.oneof(
      fc.record({
        jsonrpc: fc.constant('2.0'),
        id: fc.oneof(fc.integer(), nasty),
        method,
        params: fc.jsonValue(),
      }),
      fc.jsonValue(),
    );
    const headers = {
      Authorization: `Bearer ${longToken()}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    };
    await fc.assert(
      fc.asyncProperty(message, async (body) => {
        const text = JSON.stringify(body);
        const { status } = await fetch(`${loaded.api.url}/mcp`, { method: 'POST', headers, body: text });
        expect(status, text).to.be.oneOf([200, 202, 400]);
      }),
      { numRuns: 300 },
    );
  });

  it('is never answered with a 5xx when its cursor is forged', async () => {
    const asked = allQuestions.flatMap(({ name, parameters: { shape } }) => {
      if (!('cursor' in shape) || name.includes('{')) return [];
      const sorts = name === 'movies/search' ? ['title', 'popularity', 'releaseDate', 'relevance&q=a'] : [];
      const groups = name === 'movies/aggregate' ? ['year', 'year,genre', 'company,director,status'] : [];
      return [
        `${name}?limit=1${'q' in shape ? '&q=a' : ''}`,
        ...sorts.map((sort) => `${name}?limit=1&sort=${sort}`),
        ...groups.map((group) => `${name}?limit=1&unknown=include&group=${group}`),
      ];
    });
    const values = [
      null,
      0,
      -1,
      1.5,
      1e16,
      1e300,
      2 ** 53,
      '',
      '0',
      '\u0000',
      '\uD800',
      'x'.repeat(190),
      [],
      {},
    ];
    const statuses = new Map<number, number>();
    for (const path of asked) {
      const { status: found, body } = await loaded.api.get(`/v1/${path}`);
      expect(found, path).to.equal(200);
      const { next } = body.meta;
      if (next === undefined) continue;
      const [edition, query, after] = JSON.parse(Buffer.from(next, 'base64url').toString());
      const forged = [
        [...after, 1],
        after.slice(1),
        ...Object.keys(after).flatMap((at) => values.map((value) => after.with(Number(at), value))),
      ];
      for (const one of forged) {
        const cursor = Buffer.from(JSON.stringify([edition, query, one])).toString('base64url');
        const { status } = await loaded.api.get(`/v1/${path}&cursor=${cursor}`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status, `${path} after ${JSON.stringify(one)}`).to.be.oneOf([200, 400]);
      }
    }
    expect([...statuses.keys()].sort(), 'both kinds were met').to.deep.equal([200, 400]);
  });

  it('is never answered with a 5xx when the URL itself is malformed', async () => {
    for (const path of [
      '/v1/companies/%',
      '/v1/companies/%zz',
      '/%E0%A4%A',
      '/v1/companies?limit=%',
      '/v1//',
      '//',
    ]) {
      expect((await loaded.api.get(path)).status, path).to.be.oneOf([200, 400, 404]);
    }
  });

  it('has a page on which it can be tried, whose every part is served here', async () => {
    const { status, headers, body } = await loaded.api.get('/docs', null);
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^text\/html/);
    expect(headers.get('content-security-policy')).to.match(/script-src 'self';/);
    const parts = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part as string);
    expect(parts).to.have.length.greaterThan(3);
    for (const part of parts) {
      expect(part).to.match(/^\//);
      expect((await loaded.api.get(part, null)).status, part).to.equal(200);
    }
  });

  it('has a definition of each measure that answers link to', async () => {
    const { body } = await loaded.api.get('/v1/companies/7/summary-by-year');
    for (const [measure, path] of Object.entries(body.meta.definitions)) {
      const page = await loaded.api.get(path as string, null);
      expect(page.status).to.equal(200);
      expect(page.body).to.include(`(${measure};`);
    }
  });

  // The last one: it publishes and rolls back too.
  it('is answered as OpenAPI says: schemathesis finds nothing', async function () {
    if (!isInstalled('schemathesis')) skipWithout(this, 'schemathesis (Python 3.10 or newer)');
    const token = mintToken(tokens, { subject: 'fuzz', scope: 'read admin', seconds: 600 });
    const checks =
      'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance';
    const { code, out } = await start(
      'schemathesis',
      [
        'run',
        `${loaded.api.url}/openapi.json`,
        ...['--header', `Authorization: Bearer ${token}`],
        ...['--checks', checks],
        ...['--phases', 'examples,coverage,fuzzing', '--max-examples', '30'],
        ...['--suppress-health-check', 'all'],
      ],
      {},
      folder,
    ).ended;
    expect(code, out.slice(-4000)).to.equal(0);
  });
});
