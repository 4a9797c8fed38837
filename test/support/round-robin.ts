import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A balancer that passes each request to the next server, and says which in `X-Server`. */
export async function startRoundRobin(
  targets: readonly string[],
): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const at = turn++ % targets.length;
    const { hostname, port } = new URL(targets[at] as string);
    const { method, url: path, headers } = incoming;
    const passed = send({ hostname, port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, { ...reply.headers, 'x-server': String(at) });
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
