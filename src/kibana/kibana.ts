import { setTimeout as sleep } from 'node:timers/promises';
import type { KibanaConfig } from '../config/kibana-config.js';
import { type HttpReply, type HttpRequest, readText, request } from '../http/request.js';
import { KibanaError } from './kibana-error.js';

/** A Kibana and one of its spaces; undefined is the default space. */
export type Kibana = { url: string; space: string | undefined; signIn: KibanaConfig; signal: AbortSignal };

/** What Kibana replied. */
export type KibanaReply = { status: number; text: string };

export const isSuccess = ({ status }: KibanaReply): boolean => status >= 200 && status < 300;

/** Milliseconds that one request may take, its reply included. */
const timeout = 30_000;

/** Milliseconds between two looks at a Kibana that is not available yet. */
const pollInterval = 1_000;

/**
 * Sends a request to a path of Kibana's HTTP API.
 * @throws {KibanaError} when there is no answer
 */
export async function sendToKibana(
  kibana: Kibana,
  path: string,
  options?: HttpRequest,
): Promise<KibanaReply> {
  try {
    return await send(kibana, path, options);
  } catch (error) {
    kibana.signal.throwIfAborted();
    throw new KibanaError(`Kibana on ${kibana.url} did not answer ${path}: ${reasonOf(error as Error)}.`, {
      cause: error,
    });
  }
}

async function send(
  { url, signIn, signal }: Kibana,
  path: string,
  options: HttpRequest = {},
  milliseconds = timeout,
): Promise<KibanaReply> {
  const headers: Record<string, string> = { ...options.headers };
  // Kibana rejects requests that change something without this header.
  headers['kbn-xsrf'] = 'marquee';
  const credentials = toCredentials(signIn);
  if (credentials !== undefined) headers.authorization = credentials;
  const limit = limited(signal, milliseconds);
  // A redirect leads to a login page, or to another host, which must not get the password.
  const reply: HttpReply = await request(`${url}${path}`, { ...options, headers, signal: limit });
  return { status: reply.status, text: await readText(reply) };
}

/**
 * Returns a signal that is also aborted after a time. AbortSignal.any with AbortSignal.timeout would not do: in Node 20
 * the latter may be garbage-collected before it fires.
 */
function limited(signal: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException('too late', 'TimeoutError')),
    milliseconds,
  );
  // It must not keep the process alive.
  timer.unref();
  if (signal.aborted) controller.abort(signal.reason);
  signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  return controller.signal;
}

/**
 * Waits until Kibana says that it is available.
 * @param seconds - how long that may take
 * @throws {KibanaError} when it does not become available, or rejects the credentials
 */
export async function waitForKibana(
  kibana: Kibana,
  seconds: number,
  say: (line: string) => void,
): Promise<void> {
  const deadline = Date.now() + 1000 * seconds;
  let reason = '';
  for (;;) {
    const found = await look(kibana, Math.min(timeout, Math.max(pollInterval, deadline - Date.now())));
    if (found === undefined) return;
    if (found !== reason) say(`Waiting for Kibana on ${new URL(kibana.url).host}: ${found}`);
    reason = found;
    if (Date.now() + pollInterval > deadline) break;
    await sleep(pollInterval, undefined, { signal: kibana.signal });
  }
  throw new KibanaError(
    `Kibana on ${kibana.url} was not available within ${seconds} s: ${reason}. Check that it runs and that --kibana names it; --wait SECONDS waits longer.`,
  );
}

/** Returns why Kibana is not available; undefined when it is. */
async function look(kibana: Kibana, milliseconds: number): Promise<string | undefined> {
  let response: KibanaReply;
  try {
    response = await send(kibana, '/api/status', {}, milliseconds);
  } catch (error) {
    kibana.signal.throwIfAborted();
    return reasonOf(error as Error);
  }
  expectSignedIn(kibana, response);
  if (response.status === 404 || (response.status >= 300 && response.status < 400)) {
    throw new KibanaError(
      `${kibana.url} answers ${response.status} at /api/status: it is not Kibana, or --kibana lacks its base path (server.basePath).`,
    );
  }
  const level = levelOf(response.text);
  if (isSuccess(response) && (level === 'available' || level === 'degraded')) return undefined;
  return `it answers ${response.status}${level === undefined ? '' : `, ${level}`}`;
}

const reasonOf = ({ name, message, code }: NodeJS.ErrnoException): string =>
  name === 'TimeoutError' ? 'no answer in time' : message || String(code);

/** @throws {KibanaError} when Kibana rejects the credentials; names the variables they came from */
export function expectSignedIn({ url, signIn }: Kibana, { status }: KibanaReply): void {
  if (status !== 401 && status !== 403) return;
  const by =
    signIn.apiKey !== undefined
      ? 'KIBANA_API_KEY'
      : signIn.username !== undefined
        ? `KIBANA_USERNAME (${signIn.username}) and KIBANA_PASSWORD`
        : 'no credentials: set KIBANA_API_KEY, or KIBANA_USERNAME and KIBANA_PASSWORD';
  const what =
    status === 401 ? 'rejected the credentials' : 'denied the request (saved objects management is needed)';
  throw new KibanaError(`Kibana on ${url} ${what}: ${status}, signed in with ${by}.`);
}

function levelOf(body: string): string | undefined {
  try {
    return JSON.parse(body)?.status?.overall?.level;
  } catch {
    return undefined;
  }
}

function toCredentials({ apiKey, username, password }: KibanaConfig): string | undefined {
  if (apiKey !== undefined) return `ApiKey ${apiKey}`;
  if (username === undefined) return undefined;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
