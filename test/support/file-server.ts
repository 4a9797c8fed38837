import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request asked, as far as a download is concerned. */
type Asked = {
  path: string;
  range?: string;
  ifRange?: string;
  ifNoneMatch?: string;
  authorization?: string;
};

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type FileServer = {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  asked: Asked[];
  /** How the next requests are answered, in order; once it is empty, `otherwise` answers. */
  script: Answer[];
  otherwise: Answer;
  close(): Promise<void>;
};

/** A real server on the loopback address. */
export async function startFileServer(otherwise: Answer): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { range, authorization, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
    const asked = { path: request.url, range, ifRange, ifNoneMatch, authorization };
    self.asked.push(JSON.parse(JSON.stringify(asked)));
    (self.script.shift() ?? self.otherwise)(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: FileServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    script: [],
    otherwise,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

export type ServedFile = { bytes: Buffer; etag?: string; lastModified?: string };

/** How much of an answer is sent: after `breakAfter` bytes the connection is cut, after `stallAfter` it is silent. */
type Faults = { breakAfter?: number; stallAfter?: number; ignoreRange?: boolean; chunked?: boolean };

/** Answers a file as RFC 9110 says, with ranges and conditions, but for the faults asked for. */
export const serveFile =
  ({ bytes, etag, lastModified }: ServedFile, faults: Faults = {}): Answer =>
  (response, { headers }) => {
    if (etag !== undefined) response.setHeader('etag', etag);
    if (lastModified !== undefined) response.setHeader('last-modified', lastModified);
    const isKnown = (validator: string | undefined) =>
      validator !== undefined && [etag, lastModified].includes(validator);
    if (
      isKnown(headers['if-none-match']) ||
      (!headers['if-none-match'] && isKnown(headers['if-modified-since']))
    ) {
      response.writeHead(304).end();
      return;
    }
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? Number.NaN);
    const isRange = !Number.isNaN(start) && !faults.ignoreRange && isKnown(headers['if-range'] as string);
    if (isRange && start >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const body = isRange ? bytes.subarray(start) : bytes;
    if (isRange) response.setHeader('content-range', `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
    if (!faults.chunked) response.setHeader('content-length', body.length);
    response.writeHead(isRange ? 206 : 200);
    const { breakAfter, stallAfter } = faults;
    const sent = breakAfter ?? stallAfter;
    if (sent === undefined) response.end(body);
    else {
      response.write(body.subarray(0, sent));
      if (breakAfter !== undefined) setTimeout(() => response.destroy(), breakDelay);
    }
  };

/**
 * Milliseconds between the last byte and the break: fetch drops what it has not handed over when a connection
 * breaks, which on a real line is the last moment's bytes and here would be all of them.
 */
const breakDelay = 15;

/** Answers a status and no file. */
export const refuse =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end('no file here');
  };
