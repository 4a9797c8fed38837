import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { allQuestions } from '../src/api/all-questions.js';
import { mintToken } from '../src/api/auth/mint-token.js';
import { projectRoot } from '../src/config/project-root.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import { prepareHydration, say } from './common-steps.js';

/*
 * A hundred exports of all movies asked for at once, half of them by slow readers, of a server with 512 MB of heap: does
 * it survive, are those that are let in complete, and how long do light questions wait meanwhile?
 */

const { values } = parseArgs({
  options: {
    movies: { type: 'string', default: '45466' },
    exports: { type: 'string', default: '100' },
  },
});
const [movies, count] = [Number(values.movies), Number(values.exports)];

/** Milliseconds that all but a hundredth of the light questions take at most. */
const goal = 100;

/** Milliseconds that a slow reader waits after each chunk. */
const pause = 20;

const lineFeed = 0x0a;

const secret = 'a secret for measuring only, of 32 bytes';
const tokenOf = (subject: string): string =>
  mintToken(
    { secret, issuer: 'marquee', audience: 'marquee-api' },
    { subject, scope: 'read', seconds: 3600 },
  );
const light = new Agent({ keepAlive: true });

type Export = { status: number | undefined; rows: number; wasCut: boolean };

const hydration = await prepareHydration(movies);
const folder = await mkdtemp(join(tmpdir(), 'marquee-exports-'));
const node = await startEmbeddedNode({ dataDir: folder, port: 0, heap: '1g' });
const client = new MarqueeClient({ node: node.url });
try {
  await loadEdition({ client, questions: allQuestions, input: hydration });
  const api = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'cli.js'), 'serve'], {
    env: {
      ...process.env,
      ELASTICSEARCH_URL: node.url,
      LOG_LEVEL: 'warn',
      JWT_SECRET: secret,
      PORT: '0',
      MARQUEE_RATE_LIMIT: '0',
      NODE_OPTIONS: '--max-old-space-size=512',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await measure(api);
  } finally {
    api.kill('SIGTERM');
  }
} finally {
  light.destroy();
  await client.close();
  await node.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function measure(api: ChildProcess): Promise<void> {
  const [line] = (await once(api.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const url = /API on (http:\S+),/.exec(line.toString())?.[1] as string;
  const alone = await timesOfLight(url, sleep(5000));
  const exporting = Promise.all(Array.from({ length: count }, (_, at) => exportAll(url, at)));
  const beside = await timesOfLight(url, exporting);
  const exports = await exporting;
  const letIn = exports.filter(({ status }) => status === 200);
  const complete = letIn.filter(({ rows, wasCut }) => !wasCut && rows === movies);
  const rejected = exports.filter(({ status }) => status === 429);
  say(`${count} exports of ${movies} movies at once: ${letIn.length} let in, ${rejected.length} × 429`);
  say(`complete: ${complete.length}; the server ended: ${api.exitCode !== null}`);
  say(`light questions, p99: ${p99(alone)} ms alone, ${p99(beside)} ms beside them (goal: ${goal})`);
  const isGood = complete.length === letIn.length && letIn.length + rejected.length === count;
  if (!isGood || letIn.length === 0 || api.exitCode !== null) process.exitCode = 1;
}

/** Milliseconds of a light question, a new one each time, until `work` ends. */
async function timesOfLight(url: string, work: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  for (let at = 1; !isOver; at++) {
    const began = performance.now();
    const response = await ask(url, `/v1/companies/5/summary-by-year?minVotes=${at}`, 'light', light);
    await rowsOf(response);
    times.push(performance.now() - began);
    await sleep(5);
  }
  return times;
}

async function exportAll(url: string, reader: number): Promise<Export> {
  const response = await ask(
    url,
    '/v1/movies/search?limit=all&format=ndjson&adult=include',
    `reader ${reader}`,
  );
  const rows = await rowsOf(response, reader % 2 === 0 ? 0 : pause).catch(() => undefined);
  return { status: response.statusCode, rows: rows ?? 0, wasCut: rows === undefined };
}

async function ask(url: string, path: string, subject: string, agent?: Agent): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${tokenOf(subject)}` };
  const sent = get(url + path, { headers, agent: agent ?? false });
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function rowsOf(response: IncomingMessage, pauseAfterChunk = 0): Promise<number> {
  let rows = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) rows++;
    if (pauseAfterChunk > 0) await sleep(pauseAfterChunk);
  }
  return rows;
}

function p99(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(0.99 * sorted.length)] ?? Number.NaN);
}
