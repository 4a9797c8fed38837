import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { allQuestions } from '../src/api/all-questions.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import type { EditionId } from '../src/model/edition-id.js';
import type { Search } from '../src/questions/question.js';
import { addressSearches, createQuestionRunner, sendSearches } from '../src/questions/run.js';
import { isQuick, median, prepareHydration, readOptions, say } from './common-steps.js';
import { authorization, send, serveApi, startServer, timed } from './measured-api.js';

/*
 * How long does a search with all facets take over HTTP, and how long a suggestion: when its answer is cached, and
 * when neither Marquee nor Elasticsearch remembers it, beside the same searches sent straight to Elasticsearch by its
 * own client, as the API sends them?
 * Compilers and file caches are warm in all of them. Each API has a process of its own.
 */

const goals = { search: 10, suggest: 10, p95: 30, ratio: 1.2, growth: 3 };
/** Questions before those that count. */
const warmUp = isQuick ? 20 : 200;

/** Seconds that twenty clients ask. */
const duration = isQuick ? 1 : 10;

const script = fileURLToPath(import.meta.url);

const [role, elasticsearch, megabytes] = process.argv.slice(2);
if (role === 'serve') await serveApi(elasticsearch as string, Number(megabytes));
else await compare();

async function compare(): Promise<void> {
  const { movies, runs: rounds, growth } = readOptions(400);
  const small = await measure(movies, rounds);
  if (!growth) return;
  const large = await measure(10 * movies, rounds);
  for (const kind of ['cached', 'new'] as const) {
    say(
      `search with ten times the movies, ${kind}: ${(large[kind] / small[kind]).toFixed(1)} × (goal: at most ${goals.growth})`,
    );
  }
}

/** Medians in milliseconds. */
type Medians = { cached: number; new: number; direct: number };

/** Of a search over HTTP. */
async function measure(movies: number, rounds: number): Promise<Medians> {
  const hydration = await prepareHydration(movies);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  const children: ChildProcess[] = [];
  try {
    const client = new MarqueeClient({ node: node.url });
    const run = await loadEdition({ client, questions: allQuestions, input: hydration });
    await client.indices.putSettings({ index: '*-2*', settings: { 'index.requests.cache.enable': false } });
    const texts = await readTexts(client);
    const servers = {
      node: node.url,
      caching: await startServer(children, script, 'serve', node.url, '64'),
      uncached: await startServer(children, script, 'serve', node.url, '0'),
    };
    say(`${movies} movies, medians of ${rounds} texts`);
    const edition = { client, id: run.edition as EditionId };
    const search = await compareOne('movies/search', texts, servers, edition, rounds);
    const begun = texts.map((text) =>
      text
        .slice(0, 2 + (text.length % 6))
        .trim()
        .padEnd(2, 'e'),
    );
    const suggest = await compareOne('suggest', begun, servers, edition, rounds);
    report('search with all facets', search, goals.search);
    report('suggestions', suggest, goals.suggest);
    await crowd('cached', servers.caching, texts);
    await crowd('new', servers.uncached, texts);
    await client.close();
    return search;
  } finally {
    for (const child of children) child.kill();
    await node.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(what: string, { cached, new: fresh, direct }: Medians, goal: number): void {
  say(
    `${what} over HTTP: cached ${cached.toFixed(1)} ms, new ${fresh.toFixed(1)} ms (goal: ${goal}); ` +
      `straight to Elasticsearch ${direct.toFixed(1)} ms, ratio ${(cached / direct).toFixed(2)} and ${(fresh / direct).toFixed(2)} (goal: at most ${goals.ratio})`,
  );
}

type Servers = { node: string; caching: string; uncached: string };

/** The same texts by turns over HTTP and as the searches that the question sends, which are parsed and no more. */
async function compareOne(
  name: string,
  texts: readonly string[],
  servers: Servers,
  { client, id }: { client: MarqueeClient; id: EditionId },
  rounds: number,
): Promise<Medians> {
  const question = allQuestions.find((one) => one.name === name);
  if (question === undefined) throw new Error(`no question '${name}'`);
  const edition = await createQuestionRunner(client).readEdition(id, question.names);
  const sendStraight = (searches: readonly Search[]) =>
    sendSearches(client, addressSearches(searches, question, id, client.names));
  const times = { cached: [] as number[], new: [] as number[], direct: [] as number[] };
  for (let n = 0; n < rounds + warmUp; n++) {
    const q = texts[n % texts.length] as string;
    const path = `/v1/${name}?${new URLSearchParams({ q })}`;
    const parameters = question.parameters.parse({ q });
    const sent: (readonly Search[])[] = [];
    const record = async (searches: readonly Search[]) => {
      sent.push(searches);
      return await sendStraight(searches);
    };
    await question.present(await record(question.searches(parameters, edition)), parameters, edition, record);
    await send(servers.caching + path, authorization);
    times.new.push(await timed(() => send(servers.uncached + path, authorization)));
    times.direct.push(
      await timed(async () => {
        for (const searches of sent) await sendStraight(searches);
      }),
    );
    times.cached.push(await timed(() => send(servers.caching + path, authorization)));
  }
  const middle = (kind: keyof Medians): number => median(times[kind].slice(warmUp));
  return { cached: middle('cached'), new: middle('new'), direct: middle('direct') };
}

/** Twenty clients at once, with 500 texts in turn. */
async function crowd(kind: 'cached' | 'new', url: string, texts: readonly string[]): Promise<void> {
  const paths = texts.slice(0, 500).map((q) => `/v1/movies/search?${new URLSearchParams({ q })}`);
  if (kind === 'cached') for (const path of paths) await send(url + path, authorization);
  const { latency, requests, errors, non2xx } = await autocannon({
    url,
    connections: 20,
    duration,
    headers: authorization,
    requests: paths.map((path) => ({ path })),
  });
  if (errors + non2xx > 0) throw new Error(`${errors} errors, ${non2xx} not answered`);
  say(
    `20 clients at once, ${kind}: ${requests.average.toFixed(0)}/s, p50 ${latency.p50} ms, p90 ${latency.p90} ms, p97.5 ${latency.p97_5} ms (goal for p95: ${goals.p95})`,
  );
}

/** Texts as people type them: whole titles, single words, and every fifth with a letter missing. */
async function readTexts(client: MarqueeClient): Promise<string[]> {
  const { hits } = await client.search<{ title: string }>({
    index: client.names.alias('movies'),
    size: 1500,
    _source: ['title'],
    sort: [{ votes: 'desc' }],
  });
  return hits.hits.map(({ _source }, at) => {
    const title = (_source?.title ?? '').slice(0, 100);
    if (at % 5 === 0) return title.slice(0, 3) + title.slice(4);
    return at % 5 < 3 ? title : (title.split(' ').at(-1) ?? title);
  });
}
