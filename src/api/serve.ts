import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerConfig } from '../config.js';

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

function explain(error: NodeJS.ErrnoException, { host, port }: ServerConfig): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} on ${host} is taken by another program: set PORT to a free one.`, {
      cause: error,
    });
  }
  return new Error(`Cannot listen on ${host}:${port} (HOST, PORT): ${error.message}`, { cause: error });
}
