import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerConfig } from '../config.js';
import { Problem } from './problem.js';

/** Milliseconds that requests under way get to finish when the server closes. */
const drainTime = 5_000;

export type ApiServer = { url: string; close(): Promise<void> };

/**
 * Listens until closed.
 * @throws when the port is taken, in words.
 */
export async function serve(listener: RequestListener, config: ServerConfig): Promise<ApiServer> {
  // A slow client cannot hold a connection: 10 s for the headers, 30 s for the whole request.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, listener);
  server.on('clientError', refuseUnreadable);
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, config);
  }
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), drainTime);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** What Node could not read never reaches Koa; it too is answered as a problem, and the connection closed. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Problem('headers-too-large', 'Request line and headers have more than 16 KB.')
      : new Problem('malformed-request', 'The request is not HTTP/1.1.');
  const body = JSON.stringify({ ...problem.toJSON(), requestId: randomUUID() });
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function explain(error: NodeJS.ErrnoException, { host, port }: ServerConfig): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} on ${host} is taken by another program: set PORT to a free one.`, {
      cause: error,
    });
  }
  return new Error(`Cannot listen on ${host}:${port} (HOST, PORT): ${error.message}`, { cause: error });
}
