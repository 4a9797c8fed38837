import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allQuestions } from '../src/api/all-questions.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import type { EditionId } from '../src/model/edition-id.js';
import type { DimensionName } from '../src/questions/dimensions/dimensions.js';
import type { MeasureName } from '../src/questions/measures/measures.js';
import { createQuestionRunner } from '../src/questions/run.js';
import { exportRelational } from '../src/relational/export-relational.js';
import { openDuckDb, queryDuckDb, sqlGroups } from '../test/support/aggregate-sql.js';
import { isQuick, median, prepareHydration, readOptions, say } from './common-steps.js';
import { authorization, send, serveApi, startServer, timeInTurns } from './measured-api.js';

/*
 * What does a grouping that is not cached cost beside the same searches sent straight to Elasticsearch by its client, one
 * after the other as the API sends them, and beside DuckDB in this process over the same rows?
 */

/** Cold beside straight and beside DuckDB; milliseconds of a first page by one additive measure. */
const goals = { straight: 1.3, duckdb: 3, firstPage: 150 };

type Grouping = { group: DimensionName[]; measures: MeasureName[]; call: Record<string, string> };

const mixed: Grouping[] = [
  { group: ['genre'], measures: ['releases', 'revenue'], call: {} },
  { group: ['decade'], measures: ['revenue', 'profit'], call: { country: 'FR' } },
  { group: ['genre', 'year'], measures: ['budget', 'revenue'], call: { from: '1980' } },
  { group: ['month'], measures: ['revenue', 'returnOnInvestment'], call: {} },
  { group: ['country', 'decade'], measures: ['releases'], call: {} },
  { group: ['language'], measures: ['releases', 'weightedRating'], call: { minVotes: '10' } },
  { group: ['budgetBand', 'genre'], measures: ['profit'], call: {} },
  { group: ['collection'], measures: ['revenue'], call: { minReleases: '3' } },
  { group: ['director'], measures: ['profit'], call: { genre: '18', from: '1990' } },
  { group: ['company'], measures: ['popularity'], call: { year: '2010' } },
];

const firstPages: Grouping[] = [
  { group: ['director'], measures: ['revenue'], call: { sort: '-revenue' } },
  { group: ['director', 'decade'], measures: ['revenue'], call: { sort: '-revenue' } },
  { group: ['actor'], measures: ['revenue'], call: { sort: '-revenue' } },
  { group: ['company'], measures: ['releases'], call: { sort: '-releases' } },
];

const aggregate = allQuestions.find(({ name }) => name === 'movies/aggregate');
if (aggregate === undefined) throw new Error('movies/aggregate is not a question');

const [role, ...rest] = process.argv.slice(2);
if (role === 'serve') await serveApi(rest[0] as string, 0);
else await compare();

async function compare(): Promise<void> {
  const { movies, runs } = readOptions(isQuick ? 3 : 15);
  const hydration = await prepareHydration(movies);
  await exportRelational(hydration);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  const children: ChildProcess[] = [];
  const client = new MarqueeClient({ node: node.url });
  const database = await openDuckDb(join(hydration, 'relational'));
  try {
    const { edition } = await loadEdition({ client, questions: allQuestions, input: hydration });
    // A search that Elasticsearch has cached is not cold.
    await client.indices.putSettings({ index: '*-2*', settings: { 'index.requests.cache.enable': false } });
    const api = await startServer(children, fileURLToPath(import.meta.url), 'serve', node.url);
    say(`${movies} movies, one shard, medians of ${runs} runs`);
    const ratios: { straight: number; duckdb: number }[] = [];
    for (const grouping of mixed) {
      const requests = await recordRequests(client, edition as EditionId, grouping);
      const sql = `${sqlGroups(grouping.group, grouping.measures, grouping.call)}`;
      const times = await timeInTurns(runs, 1, {
        straight: () => replay(client, requests),
        cold: () => ask(api, grouping, { limit: '1000' }),
        duckdb: () => queryDuckDb(database, sql),
      });
      const ratio = { straight: times.cold / times.straight, duckdb: times.cold / times.duckdb };
      ratios.push(ratio);
      say(
        `${nameOf(grouping)}: straight ${times.straight.toFixed(1)} ms, cold ${times.cold.toFixed(1)} ms = ${ratio.straight.toFixed(2)} ×; DuckDB ${times.duckdb.toFixed(1)} ms, cold ${ratio.duckdb.toFixed(2)} ×`,
      );
    }
    const middle = (key: 'straight' | 'duckdb') => median(ratios.map((ratio) => ratio[key])).toFixed(2);
    say(
      `median of ${mixed.length}: cold ${middle('straight')} × straight (goal: at most ${goals.straight}), ${middle('duckdb')} × DuckDB (goal: at most ${goals.duckdb})`,
    );
    for (const grouping of firstPages) {
      const { cold } = await timeInTurns(runs, 1, { cold: () => ask(api, grouping, { limit: '20' }) });
      say(`first page of ${nameOf(grouping)}: ${cold.toFixed(0)} ms (goal: at most ${goals.firstPage})`);
    }
  } finally {
    for (const child of children) child.kill();
    database.closeSync();
    await client.close();
    await node.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function nameOf({ group, measures, call }: Grouping): string {
  const more = Object.entries(call).map(([name, value]) => ` ${name}=${value}`);
  return `group=${group.join()} measures=${measures.join()}${more.join('')}`;
}

function queryOf({ group, measures, call }: Grouping, more: Record<string, string>): URLSearchParams {
  return new URLSearchParams({ group: group.join(), measures: measures.join(), ...call, ...more });
}

async function ask(api: string, grouping: Grouping, more: Record<string, string>): Promise<unknown> {
  const { body } = await send(`${api}/v1/movies/aggregate?${queryOf(grouping, more)}`, authorization);
  return JSON.parse(body.toString('utf8'));
}

type Recorded = Parameters<MarqueeClient['transport']['request']>[0];

/** The requests that a grouping sends to Elasticsearch, in their order. */
async function recordRequests(client: MarqueeClient, id: EditionId, grouping: Grouping): Promise<Recorded[]> {
  const requests: Recorded[] = [];
  const runner = createQuestionRunner(client);
  const question = aggregate as NonNullable<typeof aggregate>;
  await runner.readEdition(id, question.names);
  const parameters = question.parameters.parse({
    ...Object.fromEntries(queryOf(grouping, { limit: '1000' })),
  });
  const record = (_error: unknown, result: { meta: { request: { params: Recorded } } } | null): void => {
    if (result !== null) requests.push(result.meta.request.params);
  };
  client.diagnostic.on('request', record as never);
  await runner.run(id, question, parameters as Record<string, unknown>);
  client.diagnostic.off('request', record as never);
  return requests;
}

async function replay(client: MarqueeClient, requests: readonly Recorded[]): Promise<void> {
  for (const { method, path, querystring, body } of requests) {
    const isMany = path.endsWith('/_msearch');
    const type = isMany ? 'application/x-ndjson' : 'application/json';
    await client.transport.request(
      { method, path, ...(querystring && { querystring }), [isMany ? 'bulkBody' : 'body']: body },
      { headers: { 'content-type': type, accept: 'application/json' } },
    );
  }
}
