import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken, tokens } from './api.js';
import { type RunningMarquee, start } from './marquee.js';
import { eventually } from './process.js';

/** `marquee serve` as a process of its own. */
export type Serving = { url: string; run: RunningMarquee; stop(): Promise<void> };

/** Serves what is published in the Elasticsearch at `urls`, on a port of its own. */
export async function startServing(
  urls: string,
  settings: Record<string, string> = {},
  args: string[] = [],
  cli = join(projectRoot, 'dist', 'src', 'cli.js'),
): Promise<Serving> {
  const run = start(process.execPath, [cli, 'serve', ...args], {
    ELASTICSEARCH_URL: urls,
    JWT_SECRET: tokens.secret,
    PORT: '0',
    LOG_LEVEL: 'silent',
    MARQUEE_RATE_LIMIT: '0',
    MARQUEE_FAILED_SIGN_INS: '0',
    ...settings,
  });
  const line = /API on (http:\S+),/;
  await eventually('the API is up', () => line.test(run.out()) || run.process.exitCode !== null, 30_000);
  const url = line.exec(run.out())?.[1];
  if (url === undefined) throw new Error(`the API did not start: ${(await run.ended).err}`);
  return {
    url,
    run,
    async stop() {
      run.process.kill('SIGTERM');
      await run.ended;
    },
  };
}

/** Status, headers and parsed body; status 0 when there was no answer at all. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type Got = { status: number; headers: Headers; body: any };

export async function getFrom(url: string, init: RequestInit = {}): Promise<Got> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${goodToken()}`);
  try {
    const response = await fetch(url, { ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? '' : JSON.parse(text) };
  } catch (error) {
    return { status: 0, headers: new Headers(), body: String((error as Error).cause ?? error) };
  }
}
