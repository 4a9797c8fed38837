import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect } from 'chai';
import { writeEdition } from '../../../sample/write-edition.js';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { tokens } from '../../support/api.js';
import { askedInWords } from '../../support/asked-in-words.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { type Called, callTool, connectOverHttp, connectOverStdio } from '../../support/mcp.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

type Row = Record<string, unknown>;

describe('the MCP server', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 1500, seed: 1, ratings: 0 }));
  const clients: Partial<Record<'http' | 'stdio', Client>> = {};
  before(async () => {
    // It keeps its token, however slow the machine is.
    const token = mintToken(tokens, { subject: 'test', scope: 'read', seconds: 3600 });
    clients.http = await connectOverHttp(loaded.api.url, token);
    clients.stdio = await connectOverStdio(await sharedNodeUrl());
  });
  after(async () => {
    await Promise.all(Object.values(clients).map((client) => client.close()));
    await rm(folder, { recursive: true });
  });
  const call = (name: string, given: Row = {}): Promise<Called> =>
    callTool(clients.http as Client, name, given);

  it('has thirty questions in words, and each tool in them', async () => {
    expect(askedInWords).to.have.length.greaterThanOrEqual(30);
    const { tools } = await (clients.http as Client).listTools();
    const asked = new Set(askedInWords.flatMap(([, ...steps]) => steps.map(([tool]) => tool)));
    expect([...asked].sort()).to.deep.equal(tools.map(({ name }) => name).sort());
  });

  it('has tools whose descriptions leave an assistant room to think', async () => {
    const { tools } = await (clients.http as Client).listTools();
    const inputs = tools.map(({ description, inputSchema }) => JSON.stringify([description, inputSchema]));
    expect(inputs.join('').length).to.be.lessThan(40_000);
    expect(inputs.join(''), 'references into other documents').not.to.include('$ref');
  });

  it('takes the filters that a tool does not describe', async () => {
    const { result } = await call('by_year', { of: 'movies', 'genre.not': [18], minVotes: 10 });
    const { body } = await loaded.api.get('/v1/movies/summary-by-year?genre.not=18&minVotes=10');
    expectSame({ isError: false, text: '', result }, body);
  });

  for (const kind of ['http', 'stdio'] as const) {
    describe(`over ${kind}`, () => {
      for (const [words, ...steps] of askedInWords) {
        it(`answers as the API: ${words}`, async () => {
          let id = '';
          for (const [tool, given, path] of steps) {
            const text = JSON.stringify(given).replaceAll('"$id"', id);
            const called = await callTool(clients[kind] as Client, tool, JSON.parse(text));
            expect(called.isError, called.text).to.equal(false);
            const { body } = await loaded.api.get(`/v1/${path.replaceAll('$id', id)}`);
            expectSame(called, body);
            const [first] = [called.result.data].flat();
            id = String(first?.id ?? first?.company?.id ?? '');
          }
        });
      }
    });
  }

  it('puts rows before meta, and what a person needs into the text', async () => {
    const { text, result } = await call('top', { of: 'companies', by: 'revenue', limit: 2 });
    expect(Object.keys(result)).to.deep.equal(['data', 'meta', 'links', 'left', 'page']);
    const [first] = result.data;
    expect(text).to.include(first.company.name);
    expect(text).to.include(
      `$${first.revenue.sum.toLocaleString('en-US')} (known for ${first.revenue.known} `,
    );
    expect(text).to.include(`Edition ${loaded.edition}`);
    expect(text).to.include('Revenue: The sum of the revenues as reported to TMDB.');
    expect(text).to.include('marquee://definitions/revenue');
    const page = `${loaded.api.url}/#/explore?group=company&measures=revenue&sort=-revenue&minKnown=1&edition=${loaded.edition}`;
    expect(result.page).to.equal(page);
    expect(text).to.include(page);
  });

  it('returns bounded results, and every row by the cursor that it names', async () => {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const given = { limit: 1000, status: ['any'], ...(cursor && { cursor }) };
      const { result, text } = await call('search_movies', given);
      expect(JSON.stringify(result).length).to.be.lessThan(55_000);
      ids.push(...result.data.map((row: { id: number }) => row.id));
      cursor = result.meta.next;
      if (cursor) expect(text).to.include(cursor);
      expect(result.left?.rows ?? 0).to.equal(result.meta.total - ids.length);
    } while (cursor !== undefined);
    const { body } = await loaded.api.get('/v1/movies/search?limit=0');
    expect(new Set(ids).size).to.equal(ids.length).and.to.equal(body.meta.total);
  });

  it('cuts an answer without pages at a year, from which the rest can be asked', async () => {
    const given = { ranking: 'full', by: 'medianRevenue' };
    const { result } = await call('most_popular_genre_by_year', given);
    const { body } = await loaded.api.get('/v1/genres/most-popular-by-year?ranking=full&by=medianRevenue');
    expect(result.left.rows)
      .to.equal(body.data.length - result.data.length)
      .and.to.be.greaterThan(0);
    expect(result.left.how).to.include(`from ${body.data[result.data.length].year}`);
  });

  it('returns the problems of the API as errors of the tool, with what was meant', async () => {
    const cases: [string, Row, RegExp][] = [
      ['by_year', { of: 'company', id: 5 }, /Did you mean 'companies'\?/],
      ['aggregate', { gruop: ['genre'] }, /Did you mean 'group'\?/],
      ['aggregate', { group: ['genres'] }, /Did you mean 'genre'\?/],
      ['top', { of: 'movies', by: 'revenue' }, /'by' is not a parameter/],
      ['top', {}, /'of' is null: must be one of: companies/],
      ['movie', { id: 999_999_999 }, /The edition has no movie 999999999/],
      ['search_movies', { limit: 'all' }, /must be a whole number from 1 to 1000/],
      ['find', { of: 'companies', q: 'x', edition: '20000101000000' }, /20000101000000/],
      ['search_movies', { format: 'csv' }, /no argument of search_movies/],
    ];
    for (const [tool, given, message] of cases) {
      const { isError, text, result } = await call(tool, given);
      expect(isError, text).to.equal(true);
      expect(text).to.match(message);
      expect(result).to.equal(undefined);
    }
  });

  it('says which tools there are when another is called', async () => {
    const error = await call('agregate').catch((reason: Error) => reason);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/Did you mean 'aggregate'\?/);
  });

  it('has definitions, glossary and schema as resources', async () => {
    for (const client of Object.values(clients)) {
      const { resources } = await client.listResources();
      for (const { uri } of resources) {
        const [content] = (await client.readResource({ uri })).contents;
        expect(content).to.have.property('text').that.is.not.empty;
      }
      const schema = await client.readResource({ uri: 'marquee://schema' });
      const { body } = await loaded.api.get('/v1/schema');
      expect(JSON.parse((schema.contents[0] as { text: string }).text)).to.deep.equal(body.data);
      expect(resources.map(({ uri }) => uri)).to.include.members(['marquee://glossary']);
    }
  });

  it('lets no one in without a token of the right scope', async () => {
    const send = (authorization?: string, headers: Record<string, string> = {}) =>
      fetch(`${loaded.api.url}/mcp`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          ...(authorization && { Authorization: authorization }),
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      });
    const token = (scope: string) => `Bearer ${mintToken(tokens, { subject: 'test', scope, seconds: 60 })}`;
    expect((await send()).status).to.equal(401);
    expect((await send('Bearer nonsense')).status).to.equal(401);
    expect((await send(token('metrics'))).status).to.equal(403);
    expect((await send(token('read'), { Origin: 'https://other.example' })).status).to.equal(403);
    expect((await send(token('read'))).status).to.equal(200);
  });

  it('answers a hundred calls at once', async () => {
    const calls = Array.from({ length: 100 }, (_, at) =>
      call('by_year', { of: 'genres', id: [18, 35, 28, 27][at % 4], from: 1900 + at }),
    );
    for (const { isError, text } of await Promise.all(calls)) expect(isError, text).to.equal(false);
  });
});

/** The figures of a result are those of the API; lists of movies have fewer members, and rows no links. */
function expectSame({ result }: Called, body: { data: unknown; meta?: Row; facets?: unknown }): void {
  const rows = [result.data].flat() as Row[];
  const expected = [body.data].flat() as Row[];
  expect(rows.length).to.equal(expected.length);
  for (const [at, row] of rows.entries()) {
    const kept = Object.entries(expected[at] ?? {}).filter(([name]) => name in row);
    expect(row).to.deep.equal(Object.fromEntries(kept));
    expect(row).not.to.have.property('links');
  }
  if (body.meta === undefined) return;
  const { next: _, ...meta } = body.meta;
  const { next: __, ...found } = result.meta;
  expect(found).to.deep.equal(meta);
  if (result.facets !== undefined && Object.keys(result.facets).length > 0) {
    expect(result.facets).to.deep.equal(body.facets);
  }
}
