import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { ServerConfig } from '../config/config.js';
import { Problem } from './problem.js';

export type ApiServer = {
  url: string;
  /**
   * Tells whoever passes requests on to go elsewhere, and answers on for as long as they need to notice; then takes no
   * connection any more, lets requests under way finish, and cuts what is left at the deadline.
   */
  close(): Promise<void>;
};

/** Milliseconds that requests under way get to finish, unless told otherwise. */
const usualDrain = 10_000;

/**
 * Milliseconds that an idle connection is kept. Balancers close theirs after 60 s; a server that is quicker cuts off
 * requests that are just on their way.
 */
const keepAliveTimeout = 65_000;

export type ServeOptions = Pick<ServerConfig, 'host' | 'port'> &
  Partial<Pick<ServerConfig, 'logLevel' | 'unreadyMilliseconds' | 'drainMilliseconds'>> & {
    /** Called when the server is told to stop, before anything is closed. */
    onStop?: () => void;
  };

/**
 * Listens until closed.
 * @throws when the port is taken, in words.
 */
export async function serve(listener: RequestListener, config: ServeOptions): Promise<ApiServer> {
  const underWay = new Set<ServerResponse>();
  let isStopping = false;
  const listen: RequestListener = (request, response) => {
    underWay.add(response);
    response.on('close', () => underWay.delete(response));
    if (isStopping) response.setHeader('Connection', 'close');
    listener(request, response);
  };
  // A slow client cannot hold a connection: 10 s for the headers, 30 s for the whole request. Node looks every 30 s by itself.
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000, keepAliveTimeout },
    listen,
  );
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
      isStopping = true;
      config.onStop?.();
      for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
      if (config.unreadyMilliseconds) await setTimeout(config.unreadyMilliseconds);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const deadline = globalThis.setTimeout(
        () => server.closeAllConnections(),
        config.drainMilliseconds ?? usualDrain,
      );
      await closed;
      clearTimeout(deadline);
    },
  };
}

/** What Node could not read never reaches Koa; it too is answered as a problem, and the connection closed. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = unreadable(error.code);
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

function unreadable(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem('headers-too-large', 'Request line and headers have more than 16 KB.');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem(
      'request-timeout',
      'The request did not come within 10 s (its head) or 30 s (all of it).',
    );
  }
  return new Problem('malformed-request', 'The request is not HTTP/1.1.');
}

function explain(error: NodeJS.ErrnoException, { host, port }: ServeOptions): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} on ${host} is taken by another program: set PORT to a free one.`, {
      cause: error,
    });
  }
  return new Error(`Cannot listen on ${host}:${port} (HOST, PORT): ${error.message}`, { cause: error });
}
