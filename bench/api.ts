import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import autocannon from 'autocannon';
import Koa from 'koa';
import { allQuestions } from '../src/api/all-questions.js';
import { serve } from '../src/api/serve.js';
import { IndexNames } from '../src/elasticsearch/index-names.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import type { EditionId } from '../src/model/edition-id.js';
import type { Question } from '../src/questions/question.js';
import {
  type AddressedSearch,
  addressSearches,
  createQuestionRunner,
  filterPath,
  sendSearches,
} from '../src/questions/run.js';
import { exportRelational } from '../src/relational/export-relational.js';
import { isQuick, median, prepareHydration, readOptions, say } from './common-steps.js';
import { authorization, type Reply, send, serveApi, startServer, timeInTurns } from './measured-api.js';

/*
 * What does the API cost beside a bare Koa server that sends the same bytes, beside the same search sent straight
 * to Elasticsearch, and beside DuckDB in this process over the same rows? Each server has a process of its own.
 */

const goals = {
  warm: 0.4,
  notModified: 0.4,
  cold: 1.15,
  lean: 0.75,
  duckdbWarm: 5,
  duckdbCold: 3,
  growthCold: 10,
};

/** Seconds of each measurement of requests a second. */
const duration = isQuick ? 1 : 4;

/** Questions that are asked in a row before the turn goes to the next. */
const inARow = 50;

const script = fileURLToPath(import.meta.url);

/** Questions small and large; DuckDB's words for those it is asked. */
const calls: { name: string; parameters: Record<string, string>; sql?: string }[] = [
  {
    name: 'companies/{id}/summary-by-year',
    parameters: { id: '5' },
    sql: `SELECT release_year, count(*), sum(budget_usd), count(budget_usd), sum(revenue_usd), count(revenue_usd),
      sum(revenue_usd - budget_usd), count(revenue_usd - budget_usd), avg(popularity), count(popularity)
      FROM movie m JOIN movie_company c ON c.movie_id = m.id
      WHERE company_id = 5 AND status = 'Released' AND release_year IS NOT NULL GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'genres/summary-by-year',
    parameters: {},
    sql: `SELECT g.name, release_year, count(*), sum(budget_usd), count(budget_usd), sum(revenue_usd), count(revenue_usd),
      sum(revenue_usd - budget_usd), count(revenue_usd - budget_usd), avg(popularity), count(popularity)
      FROM movie m JOIN movie_genre l ON l.movie_id = m.id JOIN genre g ON g.id = l.genre_id
      WHERE status = 'Released' AND release_year IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  },
  {
    name: 'companies/top',
    parameters: { by: 'profit' },
    sql: `SELECT c.id, c.name, sum(revenue_usd - budget_usd) AS profit, count(revenue_usd - budget_usd)
      FROM movie m JOIN movie_company l ON l.movie_id = m.id JOIN company c ON c.id = l.company_id
      WHERE status = 'Released' AND release_year IS NOT NULL AND revenue_usd - budget_usd IS NOT NULL
      GROUP BY 1, 2 ORDER BY profit DESC, c.name LIMIT 20`,
  },
  {
    name: 'genres/most-popular-by-year',
    parameters: {},
    sql: `SELECT * FROM (SELECT release_year, g.name, count(*), avg(popularity) AS mean, row_number() OVER
        (PARTITION BY release_year ORDER BY avg(popularity) DESC NULLS LAST, count(*) DESC, g.name) AS rank
      FROM movie m JOIN movie_genre l ON l.movie_id = m.id JOIN genre g ON g.id = l.genre_id
      WHERE status = 'Released' AND release_year IS NOT NULL GROUP BY 1, 2) WHERE rank = 1 ORDER BY 1`,
  },
  { name: 'companies/{id}/profit-by-year', parameters: { id: '5' } },
];

const [role, ...rest] = process.argv.slice(2);
if (role === 'serve') await serveApi(rest[0] as string, Number(rest[1]));
else if (role === 'bare') await serveBare();
else if (role === 'pass') await servePassing();
else await compare();

async function compare(): Promise<void> {
  const { movies, runs, growth } = readOptions(3);
  if (!growth) return void (await measure(movies, runs));
  const small = await measure(movies, runs);
  const large = await measure(10 * movies, runs);
  for (const { name } of calls) {
    const [a, b] = [small.get(name) as Latency, large.get(name) as Latency];
    say(
      `growth of ${name} with ten times the movies: cold ${(b.cold / a.cold).toFixed(1)} × (goal: at most ${goals.growthCold}), warm ${(b.warm / a.warm).toFixed(1)} ×`,
    );
  }
}

/** Milliseconds; `ratio` is cold beside straight. */
type Latency = { cold: number; warm: number; ratio: number };

async function measure(movies: number, runs: number): Promise<Map<string, Latency>> {
  const hydration = await prepareHydration(movies);
  await exportRelational(hydration);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  const children: ChildProcess[] = [];
  try {
    const client = new MarqueeClient({ node: node.url });
    const { edition } = await loadEdition({ client, questions: allQuestions, input: hydration });
    // A search that Elasticsearch has cached is not cold.
    await client.indices.putSettings({ index: '*-2*', settings: { 'index.requests.cache.enable': false } });
    const warm = await startServer(children, script, 'serve', node.url, '64');
    const cold = await startServer(children, script, 'serve', node.url, '0');
    const bare = await startServer(children, script, 'bare');
    const passing = await startServer(children, script, 'pass');
    say(`${movies} movies, medians of ${runs} rounds`);
    // A large and a small answer show that it works.
    const measured = isQuick ? calls.slice(0, 2) : calls;
    for (const call of measured) await compareThroughput(call, warm, bare, runs);
    const latencies = new Map<string, Latency>();
    for (const call of calls) {
      const search = await searchOf(client, edition as EditionId, call);
      latencies.set(
        call.name,
        await compareLatency(call, { warm, cold, passing, node: node.url, client, search }, runs),
      );
    }
    const ratios = [...latencies.values()].map(({ ratio }) => ratio);
    say(`cold beside straight, median of the ${ratios.length} questions: ${median(ratios).toFixed(2)} ×`);
    await compareNaive(node.url, edition as EditionId, client, runs);
    await compareDuckDb(hydration, latencies, runs);
    await client.close();
    return latencies;
  } finally {
    for (const child of children) child.kill();
    await node.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Requests a second of the cached answer and of a 304, beside a bare server's of the same bytes. */
async function compareThroughput(
  call: (typeof calls)[number],
  warm: string,
  bare: string,
  runs: number,
): Promise<void> {
  const url = warm + pathOf(call);
  const first = await send(url, authorization);
  await send(`${bare}/set`, {}, 'POST', first.body);
  const rates = { bare: [] as number[], warm: [] as number[], notModified: [] as number[] };
  for (let n = 0; n < runs; n++) {
    rates.bare.push(await rate(bare, {}));
    rates.warm.push(await rate(url, authorization));
    rates.notModified.push(
      await rate(url, { ...authorization, 'if-none-match': first.headers.etag as string }),
    );
  }
  const alone = median(rates.bare);
  say(
    `${call.name}, ${first.body.length} bytes: bare Koa ${alone.toFixed(0)}/s, warm ${median(rates.warm).toFixed(0)}/s = ${(median(rates.warm) / alone).toFixed(2)} (goal: ${goals.warm}), ` +
      `304 ${median(rates.notModified).toFixed(0)}/s = ${(median(rates.notModified) / alone).toFixed(2)} (goal: ${goals.notModified})`,
  );
}

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const {
    requests,
    non2xx,
    errors,
    '3xx': notModified,
  } = (await autocannon({
    url,
    headers,
    connections: 20,
    duration,
  })) as autocannon.Result & { '3xx': number };
  if (errors > 0 || non2xx > notModified) throw new Error(`${url}: ${errors} errors, ${non2xx} not answered`);
  return requests.average;
}

type Servers = {
  warm: string;
  cold: string;
  passing: string;
  node: string;
  client: MarqueeClient;
  search: SearchCall;
};

/**
 * Milliseconds until an answer that is not cached is there and parsed, beside the search alone: sent by
 * Elasticsearch's own client, as the API itself does, and by bare HTTP. In turns, some in a row: a process that waits
 * for others loses what the processor had ready for it.
 */
async function compareLatency(
  call: (typeof calls)[number],
  { warm, cold, passing, node, client, search }: Servers,
  runs: number,
): Promise<Latency> {
  const { path, headers, text } = search;
  const passed = { ...search, text: text.toString('utf8'), url: node + path };
  await send(`${passing}/set`, {}, 'POST', Buffer.from(JSON.stringify(passed)));
  const parsed = async ({ body }: Reply): Promise<unknown> => JSON.parse(body.toString('utf8'));
  const times = await timeInTurns(runs, inARow, {
    straight: () => sendSearches(client, search.searches),
    bare: async () => parsed(await send(node + path, headers, 'POST', text)),
    passed: async () => parsed(await send(passing, authorization)),
    cold: async () => parsed(await send(cold + pathOf(call), authorization)),
    warm: async () => parsed(await send(warm + pathOf(call), authorization)),
  });
  const ms = (kind: keyof typeof times): string => `${times[kind].toFixed(2)} ms`;
  const beside = (kind: keyof typeof times): string => `${(times[kind] / times.straight).toFixed(2)} ×`;
  say(
    `${call.name}, asked and parsed: straight to Elasticsearch ${ms('straight')}; cold ${ms('cold')} = ${beside('cold')} (goal: at most ${goals.cold}); ` +
      `straight by bare HTTP ${ms('bare')} = ${beside('bare')}, passed on by bare Koa ${ms('passed')} = ${beside('passed')}; warm ${ms('warm')}`,
  );
  return { cold: times.cold, warm: times.warm, ratio: times.cold / times.straight };
}

type SearchCall = {
  searches: AddressedSearch[];
  path: string;
  headers: Record<string, string>;
  text: Buffer;
};

/** What a question sends to Elasticsearch, byte for byte but for the client's own headers. */
async function searchOf(
  client: MarqueeClient,
  id: EditionId,
  call: (typeof calls)[number],
): Promise<SearchCall> {
  const { question, parameters } = find(call);
  const edition = await createQuestionRunner(client).readEdition(id, question.names);
  const searches = addressSearches(question.searches(parameters, edition), question, id, client.names);
  const filter_path = filterPath(searches.length).join(',');
  const [only] = searches;
  if (searches.length === 1 && only) {
    const { index, ...body } = only;
    return {
      searches,
      path: `/${index}/_search?${new URLSearchParams({ allow_partial_search_results: 'false', filter_path })}`,
      headers: { 'content-type': 'application/json' },
      text: Buffer.from(JSON.stringify(body)),
    };
  }
  const lines = searches.flatMap(({ index, ...body }) => [
    { index, allow_partial_search_results: false },
    body,
  ]);
  return {
    searches,
    path: `/_msearch?${new URLSearchParams({ filter_path })}`,
    headers: { 'content-type': 'application/x-ndjson' },
    text: Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
  };
}

/** All genres by all years with every measure: our searches beside one with a plain `stats` for each measure. */
async function compareNaive(
  url: string,
  edition: EditionId,
  client: MarqueeClient,
  runs: number,
): Promise<void> {
  const ours = await searchOf(client, edition, { name: 'genres/summary-by-year', parameters: {} });
  const stats = Object.fromEntries(
    ['budget', 'revenue', 'profit', 'popularity'].map((field) => [field, { stats: { field } }]),
  );
  const naive = {
    size: 0,
    query: { bool: { filter: [{ term: { status: 'Released' } }, { exists: { field: 'releaseYear' } }] } },
    aggs: {
      years: {
        histogram: { field: 'releaseYear', interval: 1, min_doc_count: 1 },
        aggs: { genres: { terms: { field: 'genres.id', size: 1000 }, aggs: stats } },
      },
    },
  };
  const naivePath = `${url}/${new IndexNames().index('movies', edition)}/_search`;
  const read = async (path: string, headers: Record<string, string>, text: Buffer) => {
    const { body } = await send(path, headers, 'POST', text);
    JSON.parse(body.toString('utf8'));
    return body.length;
  };
  const askNaive = () =>
    read(naivePath, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(naive)));
  const askOurs = () => read(url + ours.path, ours.headers, ours.text);
  const bytes = { naive: await askNaive(), ours: await askOurs() };
  const times = await timeInTurns(runs, inARow, { naive: askNaive, ours: askOurs });
  say(
    `all genres × all years, asked and parsed: naive body ${times.naive.toFixed(1)} ms, ${bytes.naive} bytes; ours ${times.ours.toFixed(1)} ms, ${bytes.ours} bytes = ${(times.ours / times.naive).toFixed(2)} (goal: at most ${goals.lean})`,
  );
}

async function compareDuckDb(
  hydration: string,
  latencies: Map<string, Latency>,
  runs: number,
): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  for (const table of ['movie', 'company', 'genre', 'movie_company', 'movie_genre']) {
    const file = join(hydration, 'relational', `${table}.csv`);
    await connection.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}', header = true, all_varchar = false)`,
    );
  }
  for (const { name, sql } of calls) {
    if (sql === undefined) continue;
    const { duckdb } = await timeInTurns(runs, inARow, {
      duckdb: async () => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    });
    const { warm, cold } = latencies.get(name) as Latency;
    say(
      `${name}, DuckDB in process: ${duckdb.toFixed(1)} ms; warm over HTTP ${(duckdb / warm).toFixed(1)} × as fast (goal: ${goals.duckdbWarm}), ` +
        `cold ${(cold / duckdb).toFixed(1)} × its time (goal: at most ${goals.duckdbCold})`,
    );
  }
  connection.closeSync();
}

function find({ name, parameters }: (typeof calls)[number]): {
  question: Question;
  parameters: Record<string, unknown>;
} {
  const question = allQuestions.find((one) => one.name === name);
  if (question === undefined) throw new Error(`no question '${name}'`);
  return { question, parameters: question.parameters.parse(parameters) };
}

function pathOf({ name, parameters }: (typeof calls)[number]): string {
  const { id = '', ...query } = parameters;
  return `/v1/${name.replace('{id}', id)}?${new URLSearchParams(query)}`;
}

/** Koa and nothing else: sends the bytes it was given. */
async function serveBare(): Promise<void> {
  let body = Buffer.alloc(0);
  const koa = new Koa();
  koa.use(async (ctx) => {
    if (ctx.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
      body = Buffer.concat(chunks);
    }
    ctx.type = 'application/json';
    ctx.body = body;
  });
  say((await serve(koa.callback(), { host: '127.0.0.1', port: 0, logLevel: 'error' })).url);
}

/** Koa and nothing else, which passes one search on to Elasticsearch and its reply back: what another hop costs at least. */
async function servePassing(): Promise<void> {
  let passed: Pick<SearchCall, 'headers'> & { url: string; text: string };
  const koa = new Koa();
  koa.use(async (ctx) => {
    if (ctx.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
      passed = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      ctx.body = '';
      ctx.status = 200;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = (await send(passed.url, passed.headers, 'POST', Buffer.from(passed.text))).body;
  });
  say((await serve(koa.callback(), { host: '127.0.0.1', port: 0, logLevel: 'error' })).url);
}
