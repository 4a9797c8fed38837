import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { ServerConfig } from '../config/server-config.js';
import { closeStalled } from './close-stalled.js';
import { rejectUnreadable } from './problems/reject-unreadable.js';

export type ApiServer = {
  url: string;
  /**
   * Stops in order: announces it to load balancers and goes on answering until they have noticed, then accepts no more
   * connections, lets requests in progress finish, and closes the remaining connections at the deadline.
   */
  close(): Promise<void>;
};

/** Milliseconds that requests in progress get to finish by default. */
const defaultDrain = 10_000;

/** Milliseconds that a reader may take nothing of a response by default. */
const defaultStall = 30_000;

/**
 * Milliseconds that an idle connection is kept. Load balancers close theirs after 60 s; a server that closes earlier
 * cuts off requests that are on their way.
 */
const keepAliveTimeout = 65_000;

export type ServeOptions = Pick<ServerConfig, 'host' | 'port'> &
  Partial<Pick<ServerConfig, 'logLevel' | 'unreadyMilliseconds' | 'drainMilliseconds'>> & {
    /** How long a reader may take nothing of a response before its connection is closed. */
    stallMilliseconds?: number;
    /** The variable that sets the port, for messages. */
    portVariable?: 'PORT' | 'MARQUEE_METRICS_PORT';
    /** Called when the server is told to stop, before anything is closed. */
    onStop?: () => void;
  };

/**
 * Listens until closed.
 * @throws when it cannot listen, naming the variables to change
 */
export async function serve(listener: RequestListener, config: ServeOptions): Promise<ApiServer> {
  const { stallMilliseconds = defaultStall } = config;
  const inProgress = new Set<ServerResponse>();
  let isStopping = false;
  const listen: RequestListener = (request, response) => {
    inProgress.add(response);
    response.on('close', () => {
      inProgress.delete(response);
      // Where its headers were sent before the stop, its connection is kept, and would be waited for.
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    closeStalled(response, stallMilliseconds);
    if (isStopping) response.setHeader('Connection', 'close');
    listener(request, response);
  };
  // A slow client cannot hold a connection; by default Node checks only every 30 s.
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000, keepAliveTimeout },
    listen,
  );
  server.on('clientError', rejectUnreadable);
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
      for (const response of inProgress) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      if (config.unreadyMilliseconds) await setTimeout(config.unreadyMilliseconds);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const deadline = globalThis.setTimeout(
        () => server.closeAllConnections(),
        config.drainMilliseconds ?? defaultDrain,
      );
      await closed;
      clearTimeout(deadline);
    },
  };
}

/**
 * Makes sure that a port is free, before something that takes long ends in vain.
 * @throws as `serve`
 */
export async function expectFreePort(config: Pick<ServeOptions, 'host' | 'port'>): Promise<void> {
  const server = createServer().listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, config);
  }
  server.close();
  await once(server, 'close');
}

function explain(error: NodeJS.ErrnoException, { host, port, portVariable = 'PORT' }: ServeOptions): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is in use by another program: set ${portVariable} to a free one.`,
      {
        cause: error,
      },
    );
  }
  return new Error(`Cannot listen on ${host}:${port} (HOST, ${portVariable}): ${error.message}`, {
    cause: error,
  });
}
