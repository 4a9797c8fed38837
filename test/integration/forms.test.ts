import { request } from 'node:http';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import csvParser from 'csv-parser';
import type { Question, Search } from '../../src/questions/question.js';
import { addressSearches, createQuestionRunner, linkRows, sendSearches } from '../../src/questions/run.js';
import { goodToken } from '../support/api.js';
import { entities, movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { figureQuestions } from '../support/questions.js';
import { withoutLinks } from '../support/without-links.js';

/** Names as spreadsheets fear them, and more companies than a page holds. */
const named: [number, string][] = [
  [1, '=HYPERLINK("http://x")'],
  [2, '+1 Films'],
  [3, '-ism Pictures'],
  [4, '@Home, "Video"'],
  [5, 'Two\nLines'],
  [6, 'Été'],
];
const numbered: [number, string][] = Array.from({ length: 1200 }, (_, at) => [
  100 + at,
  `Company ${String(at).padStart(4, '0')}`,
]);
const edition = [
  movieLine({
    id: '1',
    release_date: '1995-01-01',
    genres: entities([18, 'Drama'], [35, 'Comedy']),
    production_companies: entities(...named, ...numbered),
    budget: '9000',
    revenue: '2000',
  }),
  movieLine({ id: '2', release_date: '1997-01-01', production_companies: entities(...named) }),
  movieLine({
    id: '3',
    release_date: '1900-01-01',
    budget: '5000',
    revenue: '6000',
    production_companies: entities([1, 'x']),
  }),
];

/** A cursor that was tampered with. */
function withPosition(cursor: string, after: unknown[]): string {
  const [edition, query] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return Buffer.from(JSON.stringify([edition, query, after])).toString('base64url');
}

/** The rows of a CSV text as a reader of CSV understands them. */
async function parse(text: string): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  for await (const row of Readable.from([text]).pipe(csvParser())) rows.push(row);
  return rows;
}

describe('the forms of an answer', function () {
  this.timeout(120_000);
  const loaded = loadedEdition(edition);
  const get = (path: string, headers: Record<string, string> = {}) =>
    loaded.api.get(path, undefined, { headers });

  it('CSV: a header row, CRLF, quoted cells; texts safe from formulas, losses still numbers', async () => {
    const { status, headers, body } = await get('/v1/companies/top?by=profit&format=csv&limit=all&to=1995');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).to.equal(
      `attachment; filename="marquee-companies-top-${loaded.edition}.csv"`,
    );
    const lines = body.split('\r\n');
    expect(lines[0]).to.equal('rank,company.id,company.name,profit.sum,profit.known');
    expect(lines).to.include(`2,2,'+1 Films,-7000,1`);
    expect(lines).to.include(`4,4,"'@Home, ""Video""",-7000,1`);
    const names = (await parse(body)).map((row) => row['company.name']);
    expect(names).to.include.members([`'-ism Pictures`, 'Two\nLines']);
  });

  it('CSV: a cell without a figure is empty, and a list within a row has a line for each of its entries', async () => {
    const { body } = await get('/v1/companies/1/budget-by-year?format=csv');
    expect(body).to.equal(
      'year,releases,budget.sum,budget.known\r\n1900,1,5000,1\r\n1995,1,9000,1\r\n1997,1,,0\r\n',
    );
    const genres = await get('/v1/companies/1/releases-by-genre-by-year?format=csv&from=1995');
    expect(genres.body).to.equal(
      'year,releases,genres.id,genres.name,genres.releases\r\n1995,1,35,Comedy,1\r\n1995,1,18,Drama,1\r\n1997,1,,,\r\n',
    );
  });

  it('are negotiated by Accept, unless `format` names one; 406 for any other', async () => {
    const typeOf = async (accept: string, query = '') =>
      (await get(`/v1/genres${query}`, { Accept: accept })).headers.get('content-type');
    expect(await typeOf('text/csv')).to.match(/^text\/csv/);
    expect(await typeOf('application/x-ndjson')).to.match(/^application\/x-ndjson/);
    expect(await typeOf('*/*')).to.match(/^application\/json/);
    expect(await typeOf('text/csv;q=0.5, application/json')).to.match(/^application\/json/);
    expect(await typeOf('text/csv', '?format=json')).to.match(/^application\/json/);
    const { status, body } = await get('/v1/genres', { Accept: 'application/xml' });
    expect(status).to.equal(406);
    expect(body.type).to.equal('/problems/not-acceptable');
  });

  it('NDJSON: the rows of the JSON answer, one in a line, its meta in a header', async () => {
    const json = (await get('/v1/companies/1/profit-by-year')).body;
    const { headers, body } = await get('/v1/companies/1/profit-by-year?format=ndjson');
    const rows = body
      .trimEnd()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(rows).to.deep.equal(json.data);
    expect(JSON.parse(headers.get('marquee-meta') ?? '')).to.deep.equal(json.meta);
  });

  it('every list has a CSV of as many rows as its JSON', async () => {
    for (const { name, example } of figureQuestions) {
      const { id, ...query }: Record<string, string> = {
        ...example,
        ...(example.id && { id: name.startsWith('genres') ? '18' : '1' }),
      };
      if (query.ids !== undefined) query.ids = name.startsWith('genres') ? '18' : '1,2';
      const path = `/v1/${name.replace('{id}', id ?? '')}?${new URLSearchParams(query)}`;
      const json = await get(path);
      const csv = await get(`${path}&format=csv`);
      expect(csv.status, path).to.equal(200);
      if (name.includes('by-genre')) continue;
      const expected = Array.isArray(json.body.data) ? json.body.data.length : 1;
      expect(await parse(csv.body), path).to.have.length(expected);
    }
  });

  it('are compressed with gzip or brotli on request, and unpack to the same bytes', async () => {
    const plain = await raw('/v1/companies?limit=100', 'identity');
    expect(plain.encoding).to.equal(undefined);
    const packed = await raw('/v1/companies?limit=100', 'gzip');
    expect(packed.encoding).to.equal('gzip');
    expect(gunzipSync(packed.body)).to.deep.equal(plain.body);
    const brotli = await raw('/v1/companies?limit=100', 'gzip, br');
    expect(brotli.encoding).to.equal('br');
    expect(brotliDecompressSync(brotli.body)).to.deep.equal(plain.body);
    const streamed = await raw('/v1/companies?limit=all&format=csv', 'br');
    expect(brotliDecompressSync(streamed.body).toString().split('\r\n')).to.have.length(1206 + 2);
  });

  it('CSV begins with a byte order mark where bom=1 asks for it, for Excel', async () => {
    const path = '/v1/companies/top?by=profit&limit=2';
    const bytesOf = async (query: string) => await raw(`${path}${query}`, 'identity');
    const [plain, marked] = [await bytesOf('&format=csv'), await bytesOf('&format=csv&bom=1')];
    expect(marked.body.subarray(0, 3).toString('hex')).to.equal('efbbbf');
    expect(marked.body.subarray(3)).to.deep.equal(plain.body);
    const headersOf = async (query: string) => (await get(`${path}${query}`)).headers;
    expect((await headersOf('&format=csv&bom=1')).get('etag')).to.not.equal(
      (await headersOf('&format=csv')).get('etag'),
    );
    expect((await headersOf('&format=csv&bom=1')).get('link')).to.include('bom=1');
    for (const query of ['&bom=1', '&format=ndjson&bom=1', '&format=csv&bom=2']) {
      expect((await get(`${path}${query}`)).status, query).to.equal(400);
    }
  });

  it('lists are complete with limit=all in CSV and NDJSON; in JSON limit=all is invalid', async () => {
    const { body } = await get('/v1/companies?limit=all&format=ndjson');
    const ids = body
      .trimEnd()
      .split('\n')
      .map((line: string) => JSON.parse(line).id);
    expect(new Set(ids).size).to.equal(1206);
    const json = await get('/v1/companies?limit=all');
    expect(json.status).to.equal(400);
    expect(json.body.detail).to.match(/format=csv or format=ndjson/);
  });

  it('lists with limit=all begin after the rows skipped, for any `offset`', async () => {
    const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
    const all = linesOf((await get('/v1/companies?limit=all&format=ndjson')).body);
    for (const list of ['companies', 'people', 'keywords', 'collections', 'movies/search', 'companies/top']) {
      for (const offset of [3, 9001, 9999]) {
        const { status, body } = await get(`/v1/${list}?limit=all&format=ndjson&offset=${offset}`);
        expect(status, `${list} from ${offset}`).to.equal(200);
        if (list === 'companies') expect(linesOf(body)).to.deep.equal(all.slice(offset));
      }
    }
  });

  for (const path of ['/v1/companies?limit=500', '/v1/companies/top?by=releases&limit=500']) {
    it(`pages of ${path} have each row once, in order, and say how many rows remain`, async () => {
      const ids: number[] = [];
      let next: string | undefined = path;
      const remaining: number[] = [];
      while (next !== undefined) {
        const { status, body }: Awaited<ReturnType<typeof get>> = await get(next);
        expect(status).to.equal(200);
        ids.push(
          ...body.data.map((row: { id?: number; company?: { id: number } }) => row.id ?? row.company?.id),
        );
        remaining.push(body.meta.remaining);
        expect(body.meta.total).to.equal(1206);
        expect(body.meta.next !== undefined).to.equal(body.links.next !== undefined);
        next = body.links.next;
      }
      expect(remaining).to.deep.equal([706, 206, 0]);
      expect(new Set(ids).size).to.equal(1206);
      const whole = await get(path.replace('limit=500', 'limit=1000'));
      const first = whole.body.data.map(
        (row: { id?: number; company?: { id: number } }) => row.id ?? row.company?.id,
      );
      expect(ids.slice(0, 1000)).to.deep.equal(first);
    });
  }

  for (const [name, path] of [
    ['companies/top', '/v1/companies/top'],
    ['companies/{id}/partners', '/v1/companies/5/partners'],
  ] as const) {
    it(`a ranking of more groups than one reply holds is searched in parts, with the same answer: ${name}`, async () => {
      const question = figureQuestions.find((one) => one.name === name) as Question;
      const { readEdition } = createQuestionRunner(loaded.client);
      const edition = await readEdition(loaded.edition, ['companies']);
      const documents = { ...edition.documents, companies: 200_000 };
      for (const by of ['releases', 'profit', 'popularity']) {
        const call = { by, limit: '1000', ...(name !== 'companies/top' && { id: '5' }) };
        const parameters = question.parameters.parse(call);
        const { body } = await get(`${path}?by=${by}&limit=1000`);
        const spread = { ...edition, documents, shards: 2 };
        const parts: unknown[] = [];
        const send = (sent: readonly Search[]) => {
          parts.push(...sent.flatMap(({ aggs }) => aggs?.part?.terms?.include ?? []));
          return sendSearches(
            loaded.client,
            addressSearches(sent, question, loaded.edition, loaded.client.names),
          );
        };
        const replies = await send(question.searches(parameters, spread));
        const answer = await question.present(replies, parameters, spread, send);
        expect(parts).to.have.length.greaterThan(3);
        expect(parts).to.deep.equal(
          parts.map((_, partition) => ({ partition, num_partitions: parts.length })),
        );
        const rows = linkRows(
          answer?.data as Record<string, unknown>[],
          question,
          parameters,
          loaded.edition,
        );
        expect(rows).to.deep.equal(body.data);
        expect(answer?.total).to.equal(body.meta.total);
        expect(answer?.excluded).to.deep.equal(body.meta.excluded);
      }
    });
  }

  it('the next page of a CSV is linked in a header', async () => {
    const { headers } = await get('/v1/companies?limit=5&format=csv');
    const [, next] = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
    const page = await get(next as string);
    expect(page.headers.get('content-type')).to.match(/^text\/csv/);
    expect(await parse(page.body)).to.have.length(5);
  });

  it('a page beyond row 10,000 is invalid, and the error names the cursor', async () => {
    for (const query of ['offset=10000', 'offset=9999&limit=20']) {
      const { status, body } = await get(`/v1/companies?${query}`);
      expect(status).to.equal(400);
      expect(body.detail).to.match(/cursor.*meta\.next/);
    }
    expect((await get('/v1/companies?offset=1200&limit=20')).body.data).to.have.length(6);
  });

  it('a cursor of another question, or an invented one, is invalid', async () => {
    const { body } = await get('/v1/companies?limit=5');
    const cursor = body.meta.next;
    for (const path of [
      `/v1/companies?q=films&cursor=${cursor}`,
      `/v1/companies/top?cursor=${cursor}`,
      `/v1/companies?cursor=${cursor}x`,
      '/v1/companies?cursor=abc',
      `/v1/companies?cursor=${Buffer.from('[1,2,3]').toString('base64url')}`,
      `/v1/companies?cursor=${cursor}&offset=5`,
      ...[
        ['x', 1, 1, 'a', 1],
        [5],
        [-1, 1, 1, 'a', 1],
        [5, 1, 1, {}, 1],
        [5, 'x', 1, 'a', 1],
        [5, 1, 2 ** 40, 'a', 1],
      ].map((after) => `/v1/companies?cursor=${withPosition(cursor, after)}`),
    ]) {
      const { status, body: problem } = await get(path);
      expect(status, path).to.equal(400);
      expect(problem.errors[0].parameter).to.be.oneOf(['cursor', 'offset']);
    }
  });

  it('years without a movie have rows with gaps=fill, in which nothing is known', async () => {
    const { body } = await get('/v1/companies/1/summary-by-year?gaps=fill&from=1994&to=1998');
    expect(body.data.map(({ year, releases }: Record<string, number>) => [year, releases])).to.deep.equal([
      [1994, 0],
      [1995, 1],
      [1996, 0],
      [1997, 1],
      [1998, 0],
    ]);
    expect(body.data[0]).to.deep.include({
      budget: { sum: null, known: 0 },
      popularity: { mean: null, known: 0 },
    });
    const open = await get('/v1/companies/1/budget-by-year?gaps=fill');
    expect(open.body.data).to.have.length(98);
    expect((await get('/v1/companies/1/budget-by-year?gaps=fill&from=1')).status).to.equal(400);
  });

  it('money is restated in dollars of the base year, and years without an index value are not known', async () => {
    const { body } = await get('/v1/companies/1/budget-by-year?adjust=inflation&base=2017');
    expect(withoutLinks(body.data)).to.deep.equal([
      { year: 1900, releases: 1, budget: { sum: null, known: 0 } },
      // 9,000 × 245.12 / 152.4
      { year: 1995, releases: 1, budget: { sum: 14_476, known: 1 } },
      { year: 1997, releases: 1, budget: { sum: null, known: 0 } },
    ]);
    expect(body.meta.adjustment).to.include({ adjust: 'inflation', base: 2017 });
    expect(body.meta.adjustment.index).to.match(/CPI-U.*Bureau of Labor Statistics/);
    const alone = await get('/v1/companies/1/budget-by-year?base=2017');
    expect(alone.status).to.equal(400);
    expect(alone.body.errors[0]).to.include({ parameter: 'base' });
  });

  /** The bytes as they come, which fetch would unpack. */
  const raw = (path: string, encoding: string) =>
    new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${goodToken()}`, 'accept-encoding': encoding };
      request(`${loaded.api.url}${path}`, { headers }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () =>
          resolve({ encoding: reply.headers['content-encoding'], body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
});
