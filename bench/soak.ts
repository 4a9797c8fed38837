import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { allQuestions } from '../src/api/all-questions.js';
import { mintToken } from '../src/api/auth/mint-token.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import type { Question } from '../src/questions/question.js';
import { prepareHydration, say, startServe } from './common-steps.js';

/*
 * Mixed traffic (every question; cached, new and conditional requests; exports of all movies) for ten minutes with a
 * reload every minute, on one API process: does its memory stay flat, does any request fail, how slow is the slowest
 * hundredth?
 */

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    rate: { type: 'string', default: '100' },
    reload: { type: 'string', default: '60' },
    movies: { type: 'string', default: '5000' },
  },
});
const [seconds, rate, reloadEvery] = [values.seconds, values.rate, values.reload].map(Number) as [
  number,
  number,
  number,
];

/** Every so many requests one asks for all movies. */
const exportEvery = 250;

/** Megabytes a minute of growth that count as flat, once the caches have filled in the first third. */
const goal = 0.5;

const secret = 'a secret for measuring only, of 32 bytes';
const token = mintToken(
  { secret, issuer: 'marquee', audience: 'marquee-api' },
  { subject: 'soak', scope: 'read', seconds: seconds + 600 },
);
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const times: number[] = [];
const failures = new Map<string, number>();
const tags = new Map<string, string>();
let notModified = 0;

const hydration = await prepareHydration(Number(values.movies));
const folder = await mkdtemp(join(tmpdir(), 'marquee-soak-'));
const node = await startEmbeddedNode({ dataDir: folder, port: 0, heap: '512m' });
const client = new MarqueeClient({ node: node.url });
try {
  await loadEdition({ client, questions: allQuestions, input: hydration });
  const { api, url } = await startServe(node.url, secret, { MARQUEE_CACHE_MB: '16' });
  const memory = await run(url, api.pid as number).finally(() => api.kill('SIGTERM'));
  const [code] = await once(api, 'exit');
  report(memory, code as number);
} finally {
  agent.destroy();
  await client.close();
  await node.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

type Memory = { second: number; megabytes: number }[];

async function run(url: string, pid: number): Promise<Memory> {
  say(`${rate} requests a second for ${seconds} s, a reload every ${reloadEvery} s`);
  const began = performance.now();
  const now = () => (performance.now() - began) / 1000;
  const memory: Memory = [];
  const pending = new Set<Promise<void>>();
  let asked = 0;
  let reloads = 0;
  let reloading: Promise<unknown> = Promise.resolve();
  while (now() < seconds) {
    for (; asked < now() * rate; asked++) {
      const one: Promise<void> = ask(url, pathOf(asked)).finally(() => pending.delete(one));
      pending.add(one);
    }
    if (now() > (reloads + 1) * reloadEvery) {
      reloads++;
      reloading = loadEdition({ client, input: hydration, questions: allQuestions, force: true });
    }
    if (now() > memory.length) memory.push({ second: now(), megabytes: residentMegabytes(pid) });
    await sleep(5);
  }
  await Promise.all(pending);
  await reloading;
  say(`${reloads} reloads`);
  return memory;
}

/** Every question in turn, and an export now and then; of three calls one is new, and the others may be cached. */
function pathOf(number: number): string {
  if (number % exportEvery === 0) return '/v1/movies/search?limit=all&format=ndjson';
  const question = allQuestions[number % allQuestions.length] as Question;
  const { id = '', ...query } = question.example;
  const parameters = new URLSearchParams(query);
  if (number % 3 === 0 && 'minVotes' in question.parameters.shape) {
    parameters.set('minVotes', String(number % 5000));
  }
  const text = parameters.toString();
  return `/v1/${question.name.replace('{id}', id)}${text && '?'}${text}`;
}

async function ask(url: string, path: string): Promise<void> {
  const tag = tags.get(path);
  const sent = performance.now();
  const result = await new Promise<string>((resolve) => {
    const headers = { authorization: `Bearer ${token}`, ...(tag && { 'if-none-match': tag }) };
    get(url + path, { agent, headers }, (response) => {
      response.resume();
      response
        .once('error', (error) => resolve(error.message))
        .once('end', () => {
          if (response.statusCode === 304) notModified++;
          // Some are asked again with their tag, some without.
          if (response.headers.etag && tags.size < 500) tags.set(path, response.headers.etag);
          else tags.delete(path);
          resolve(String(response.statusCode));
        });
    }).once('error', (error) => resolve(error.message));
  });
  times.push(performance.now() - sent);
  if (!['200', '304'].includes(result)) {
    const key = `${result} ${path.replace(/\d+/g, 'N')}`;
    failures.set(key, (failures.get(key) ?? 0) + 1);
  }
}

function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

function report(memory: Memory, code: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(1);
  const settled = memory.filter(({ second }) => second > seconds / 3);
  const slope = 60 * slopeOf(settled);
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  say(`${times.length} answers, ${notModified} of them 304; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  say(
    `failed: ${failed}${failed > 0 ? ` (${[...failures].map(([what, n]) => `${n} × ${what}`).join('; ')})` : ''}`,
  );
  say(
    `memory after a third: ${settled[0]?.megabytes.toFixed(0)} MB, at the end ${settled.at(-1)?.megabytes.toFixed(0)} MB, ` +
      `slope ${slope.toFixed(2)} MB a minute (goal: below ${goal})`,
  );
  say(`the API ended with code ${code}`);
  if (failed > 0 || slope > goal || code !== 0) process.exitCode = 1;
}

/** Megabytes a second, by least squares. */
function slopeOf(memory: Memory): number {
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [x, y] = [mean(memory.map(({ second }) => second)), mean(memory.map(({ megabytes }) => megabytes))];
  const covariance = mean(memory.map(({ second, megabytes }) => (second - x) * (megabytes - y)));
  return covariance / mean(memory.map(({ second }) => (second - x) ** 2));
}
