import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allQuestions } from '../src/api/all-questions.js';
import { mintToken } from '../src/api/auth/mint-token.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import { prepareHydration, startServe } from './common-steps.js';

/*
 * A server with 512 MB of heap over an edition of its own, and how long light questions wait while it has heavy work.
 */

/** Milliseconds that all but a hundredth of the light questions take at most. */
export const lightGoal = 100;

const secret = 'a secret for measuring only, of 32 bytes';
const light = new Agent({ keepAlive: true });

/** Serves an edition of so many movies, measures, and takes everything down. */
export async function withSmallServer(
  movies: number,
  measure: (url: string, api: ChildProcess) => Promise<void>,
): Promise<void> {
  const hydration = await prepareHydration(movies);
  const folder = await mkdtemp(join(tmpdir(), 'marquee-small-server-'));
  const node = await startEmbeddedNode({ dataDir: folder, port: 0, heap: '1g' });
  const client = new MarqueeClient({ node: node.url });
  try {
    await loadEdition({ client, questions: allQuestions, input: hydration });
    const { api, url } = await startServe(node.url, secret, { NODE_OPTIONS: '--max-old-space-size=512' });
    try {
      await measure(url, api);
    } finally {
      api.kill('SIGTERM');
    }
  } finally {
    light.destroy();
    await client.close();
    await node.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Sends a request of one subject; by default over a connection of its own. */
export async function ask(
  url: string,
  path: string,
  subject: string,
  agent?: Agent,
): Promise<IncomingMessage> {
  const token = mintToken(
    { secret, issuer: 'marquee', audience: 'marquee-api' },
    { subject, scope: 'read', seconds: 3600 },
  );
  const sent = get(url + path, { headers: { authorization: `Bearer ${token}` }, agent: agent ?? false });
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** Milliseconds of a light question, a new one each time, until `work` ends. */
export async function timesOfLight(url: string, work: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  for (let at = 1; !isOver; at++) {
    const began = performance.now();
    const response = await ask(url, `/v1/companies/5/summary-by-year?minVotes=${at}`, 'light', light);
    await response.toArray();
    times.push(performance.now() - began);
    await sleep(5);
  }
  return times;
}

export function p99(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(0.99 * sorted.length)] ?? Number.NaN);
}
