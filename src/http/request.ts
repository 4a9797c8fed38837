import { type IncomingMessage, type RequestOptions as NodeOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';

/** A request to another server. */
export type HttpRequest = {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** Aborts the request, and the body that is still being read. */
  signal?: AbortSignal;
};

/** What came back: the body is a stream that must be read or destroyed. */
export type HttpReply = {
  status: number;
  headers: Headers;
  body: IncomingMessage;
};

/** Responses larger than this are never kept in memory as a whole, in bytes. */
const maxTextBytes = 64 * 1024 * 1024;

/**
 * Sends one request over HTTP or HTTPS and returns its response; no redirect is followed and nothing is retried.
 * Node's own client does it, on a connection of its own, because the global `fetch` changes its implementation as
 * soon as any library imports undici, and undici 7 ends the process when a server closes a connection whose response
 * is being read slowly (nodejs/undici#5360).
 * @throws what Node's client throws (`ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET` …), or the signal's reason.
 */
export function request(url: URL | string, options: HttpRequest = {}): Promise<HttpReply> {
  const target = new URL(url);
  const { method = 'GET', headers = {}, body, signal } = options;
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const settings: NodeOptions = { method, headers: { ...headers }, agent: false };
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const sent = send(target, settings);
    let response: IncomingMessage | undefined;
    const abort = (): void => void (response ?? sent).destroy(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    sent.once('close', () => signal?.removeEventListener('abort', abort));
    sent.once('error', reject);
    sent.once('response', (received) => {
      response = received;
      // A connection that breaks while the body is read fails the body, not the request, which has ended.
      sent.on('error', () => {});
      resolve({ status: received.statusCode ?? 0, headers: toHeaders(received), body: received });
    });
    sent.end(body);
  });
}

/**
 * Reads a response as UTF-8 text.
 * @throws {RangeError} when it has more than `maxBytes` bytes; what the connection fails of
 */
export async function readText({ body }: HttpReply, maxBytes = maxTextBytes): Promise<string> {
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) body.destroy(new RangeError(`the response has more than ${maxBytes} bytes`));
  });
  return await text(body);
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] as string, rawHeaders[at + 1] as string);
  }
  return headers;
}
