import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RecordedRequest = { method: string; path: string; body: string };

/** An answer in Elasticsearch's stead. */
export type Refused = { status: number; body: object };

/**
 * A proxy before Elasticsearch that writes down every request, with its body.
 * @param refuse - answers in Elasticsearch's stead what is not to be passed on; what it promises is waited for
 */
export async function startRecordingProxy(
  target: string,
  refuse: (
    request: RecordedRequest,
    headers: IncomingHttpHeaders,
  ) => Refused | undefined | Promise<Refused | undefined> = () => undefined,
  listen = { port: 0, host: '127.0.0.1' },
): Promise<{ url: string; requests: RecordedRequest[]; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const request = { method, path, body: body.toString() };
    requests.push(request);
    const refused = await refuse(request, headers);
    if (refused !== undefined) {
      outgoing.writeHead(refused.status, {
        'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
        'x-elastic-product': 'Elasticsearch',
      });
      return void outgoing.end(method === 'HEAD' ? undefined : JSON.stringify(refused.body));
    }
    const passed = send({ hostname, port, method, path, headers, agent: false }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
  });
  await new Promise<void>((resolve) => server.listen(listen, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
