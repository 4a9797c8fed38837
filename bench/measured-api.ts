import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { pino } from 'pino';
import { mintToken } from '../src/api/auth/mint-token.js';
import { createApp } from '../src/api/create-app.js';
import { serve } from '../src/api/serve.js';
import { readExportConfig } from '../src/config/export-config.js';
import { readLimitConfig } from '../src/config/limit-config.js';
import { readSignInConfig } from '../src/config/sign-in-config.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { isQuick, median, say } from './common-steps.js';

/*
 * The API in a process of its own, and how it is asked: over connections that are kept, without anything between that
 * takes time of its own.
 */

export const tokens = {
  secret: 'a secret for measuring only, of 32 bytes',
  issuer: 'marquee',
  audience: 'bench',
};

/** A good token, and the header that sends it. */
export const token = mintToken(tokens, { subject: 'bench', scope: 'read', seconds: 7200 });
export const authorization = { authorization: `Bearer ${token}` };

/** Serves the API over an Elasticsearch, caching so many megabytes of answers, and prints its URL. */
export async function serveApi(elasticsearch: string, cacheMegabytes: number): Promise<void> {
  const { koa } = await createApp(
    { reader: new MarqueeClient({ node: elasticsearch }) },
    {
      tokens,
      limits: { ...readLimitConfig({}), requestsPerMinute: 1e9, cacheBytes: cacheMegabytes * 1024 * 1024 },
      signIn: readSignInConfig({}),
      exports: readExportConfig({}),
      logger: pino({ level: 'error' }, pino.destination(2)),
      version: 'bench',
    },
  );
  say((await serve(koa.callback(), { host: '127.0.0.1', port: 0, logLevel: 'error' })).url);
}

/** Starts a script that prints its URL first; the caller ends it with the other children. */
export async function startServer(
  children: ChildProcess[],
  script: string,
  ...args: string[]
): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return url.toString('utf8').trim();
}

export type Reply = { headers: Record<string, unknown>; body: Buffer };

const agent = new Agent({ keepAlive: true });

/** A request over a connection that is kept. @throws {Error} unless it is answered 200. */
export function send(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
  text?: Buffer,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => {
        const body = Buffer.concat(chunks);
        if (reply.statusCode === 200) resolve({ headers: reply.headers, body });
        else reject(new Error(`${url} answered ${reply.statusCode}: ${body.toString('utf8', 0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Milliseconds that each is asked before it counts: servers run for weeks, and until V8's, the JVM's and DuckDB's
 * compilers are done with some thousand questions, one takes up to twice as long.
 */
const warmUp = isQuick ? 100 : 8000;

/**
 * Medians in milliseconds of kinds of work that take turns.
 * @param inARow - how often one is done before the turn goes to the next: a process that waits for others loses what the
 * processor had ready for it
 */
export async function timeInTurns<Kind extends string>(
  runs: number,
  inARow: number,
  kinds: Record<Kind, () => Promise<unknown>>,
): Promise<Record<Kind, number>> {
  const all = Object.entries(kinds) as [Kind, () => Promise<unknown>][];
  const times = new Map<Kind, number[]>(all.map(([kind]) => [kind, []]));
  for (const [, work] of all) {
    for (const end = performance.now() + warmUp; performance.now() < end; ) await work();
  }
  for (let run = 0; run < runs; run++) {
    for (const [kind, work] of all) {
      for (let n = 0; n < inARow; n++) times.get(kind)?.push(await timed(work));
    }
  }
  return Object.fromEntries([...times].map(([kind, found]) => [kind, median(found)])) as Record<Kind, number>;
}
