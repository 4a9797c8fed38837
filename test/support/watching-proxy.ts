import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export type WatchingProxy = {
  url: string;
  /** The searches that came, oldest first. */
  searches: { path: string; headers: IncomingHttpHeaders }[];
  /** Searches whose asker went away before the answer. */
  abandoned: number;
  /** Milliseconds that each search is kept waiting. */
  delay: number;
  close(): Promise<void>;
};

/** A proxy before Elasticsearch that counts the searches, and keeps them waiting when told to. */
export async function startWatchingProxy(target: string): Promise<WatchingProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? '';
    if (/_m?search/.test(path)) {
      self.searches.push({ path, headers: incoming.headers });
      if (self.delay > 0) await Promise.race([setTimeout(self.delay), once(outgoing, 'close')]);
      if (outgoing.destroyed) {
        self.abandoned++;
        return;
      }
    }
    const passed = send(
      { hostname, port, method: incoming.method, path, headers: incoming.headers },
      (reply) => {
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: WatchingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    searches: [],
    abandoned: 0,
    delay: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}
