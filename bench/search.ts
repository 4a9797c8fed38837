import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, type estypes } from '@elastic/elasticsearch';
import autocannon from 'autocannon';
import { pino } from 'pino';
import { createAsk, filterPath } from '../src/analytics/asking/ask.js';
import type { Search } from '../src/analytics/question.js';
import { createApp } from '../src/api/create-app.js';
import { serve } from '../src/api/serve.js';
import { mintToken } from '../src/api/tokens/mint-token.js';
import { readLimitConfig } from '../src/config.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import { type Generation, indexName } from '../src/model/generation.js';
import { allQuestions } from '../src/search/all-questions.js';
import { median, prepareHydration, say } from './common-steps.js';

/*
 * How long does a search with all facets take over HTTP, and how long a suggestion, beside the same searches sent
 * straight to Elasticsearch? Warm means: compilers and file caches are, but neither Marquee nor Elasticsearch
 * remembers an answer. The API has a process of its own.
 */

const goals = { search: 10, suggest: 10, p95: 30, ratio: 1.2, growth: 3 };
const warmUp = 200;
const tokens = { secret: 'a secret for measuring only, of 32 bytes', issuer: 'marquee', audience: 'bench' };
const headers = {
  authorization: `Bearer ${mintToken(tokens, { subject: 'bench', scope: 'read', seconds: 7200 })}`,
};

const [role, elasticsearch] = process.argv.slice(2);
if (role === 'serve') await serveApi(elasticsearch as string);
else await compare();

async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: {
      movies: { type: 'string', default: '45466' },
      rounds: { type: 'string', default: '400' },
      growth: { type: 'boolean', default: false },
    },
  });
  const [movies, rounds] = [Number(values.movies), Number(values.rounds)];
  if (!(movies >= 1 && rounds >= 1)) throw new RangeError('--movies and --rounds take a number from 1');
  const small = await measure(movies, rounds);
  if (!values.growth) return;
  const large = await measure(10 * movies, rounds);
  say(`search with ten times the movies: ${(large / small).toFixed(1)} × (goal: at most ${goals.growth})`);
}

/** Median of a search over HTTP, in milliseconds. */
async function measure(movies: number, rounds: number): Promise<number> {
  const hydration = await prepareHydration(movies);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  const children: ChildProcess[] = [];
  try {
    const client = new Client({ node: node.url });
    const { generation } = await loadEdition({ client, input: hydration });
    await client.indices.putSettings({ index: '*-2*', settings: { 'index.requests.cache.enable': false } });
    const texts = await readTexts(client);
    const url = await startServer(children, node.url);
    say(`${movies} movies, medians of ${rounds} texts, none of them remembered`);
    const search = await compareOne('movies/search', texts, url, client, generation as Generation, rounds);
    const begun = texts.map((text) =>
      text
        .slice(0, 2 + (text.length % 6))
        .trim()
        .padEnd(2, 'e'),
    );
    const suggest = await compareOne('suggest', begun, url, client, generation as Generation, rounds);
    report('search with all facets', search, goals.search);
    report('suggestions', suggest, goals.suggest);
    const { latency } = await autocannon({
      url,
      connections: 20,
      duration: 10,
      headers,
      requests: texts.slice(0, 500).map((q) => ({ path: `/v1/movies/search?${new URLSearchParams({ q })}` })),
    });
    say(`20 clients at once: p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms (goal for p95: ${goals.p95})`);
    await client.close();
    return search.http;
  } finally {
    for (const child of children) child.kill();
    await node.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

type Medians = { http: number; direct: number };

function report(what: string, { http, direct }: Medians, goal: number): void {
  say(
    `${what}: ${http.toFixed(1)} ms over HTTP (goal: ${goal}), ${direct.toFixed(1)} ms straight to Elasticsearch, ` +
      `ratio ${(http / direct).toFixed(2)} (goal: at most ${goals.ratio})`,
  );
}

/** The same texts by turns over HTTP and as the searches that the question sends, through the bare client. */
async function compareOne(
  name: string,
  texts: readonly string[],
  url: string,
  client: Client,
  generation: Generation,
  rounds: number,
): Promise<Medians> {
  const question = allQuestions.find((one) => one.name === name);
  if (question?.ask === undefined) throw new Error(`no search '${name}'`);
  const edition = await createAsk(client).readEdition(generation, question.names ?? []);
  const send = (searches: readonly Search[]) => sendPlainly(client, generation, question.index, searches);
  const [http, direct]: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds + warmUp; n++) {
    const q = texts[n % texts.length] as string;
    const path = `${url}/v1/${name}?${new URLSearchParams({ q })}`;
    const sent: Search[][] = [];
    await question.ask(
      async (searches) => {
        sent.push([...searches]);
        return await send(searches);
      },
      question.parameters.parse({ q }),
      edition,
    );
    http.push(
      await timed(async () => {
        const reply = await fetch(path, { headers });
        if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
        await reply.arrayBuffer();
      }),
    );
    direct.push(
      await timed(async () => {
        for (const searches of sent) await send(searches);
      }),
    );
  }
  return { http: median(http.slice(warmUp)), direct: median(direct.slice(warmUp)) };
}

async function sendPlainly(
  client: Client,
  generation: Generation,
  index: Search['documents'] & string,
  searches: readonly Search[],
): Promise<estypes.SearchResponse[]> {
  const { responses } = await client.msearch({
    searches: searches.flatMap(({ documents = index, ...body }) => [
      { index: indexName(documents, generation), allow_partial_search_results: false },
      body,
    ]),
    filter_path: filterPath([{}, ...searches]),
  });
  return responses as estypes.SearchResponse[];
}

/** What somebody might type: whole titles, single words of them, and every fifth with a letter missing. */
async function readTexts(client: Client): Promise<string[]> {
  const { hits } = await client.search<{ title: string }>({
    index: 'movies',
    size: 1500,
    _source: ['title'],
    sort: [{ voteCount: 'desc' }],
  });
  return hits.hits.map(({ _source }, at) => {
    const title = (_source?.title ?? '').slice(0, 100);
    if (at % 5 === 0) return title.slice(0, 3) + title.slice(4);
    return at % 5 < 3 ? title : (title.split(' ').at(-1) ?? title);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function startServer(children: ChildProcess[], node: string): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve', node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return url.toString('utf8').trim();
}

async function serveApi(node: string): Promise<void> {
  const { koa } = await createApp({
    client: new Client({ node }),
    tokens,
    limits: { ...readLimitConfig({}), requestsPerMinute: 1e9, cacheBytes: 0 },
    logger: pino({ level: 'error' }, pino.destination(2)),
    version: 'bench',
  });
  say((await serve(koa.callback(), { host: '127.0.0.1', port: 0, logLevel: 'error' })).url);
}
