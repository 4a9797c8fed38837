import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Clusters that Marquee does not work with. */
export type OtherCluster = 'Elasticsearch 8' | 'Elasticsearch 10' | 'OpenSearch';

/**
 * A stand-in for a cluster of another version or product: its replies to `GET /`, and to anything else, by the
 * documentation and sources of each. Not one of them runs where these tests do.
 */
export async function startOtherCluster(
  kind: OtherCluster,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const reply = (status: number, body: object) => {
      const product = kind === 'OpenSearch' ? {} : { 'X-elastic-product': 'Elasticsearch' };
      const text = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', ...product }).end(text);
    };
    if (kind === 'Elasticsearch 8' && /compatible-with=9/.test(request.headers.accept ?? '')) {
      const reason =
        'Invalid media-type value on headers [Accept]: Accept version must be either version 8 or 7, but found 9.';
      const error = { type: 'media_type_header_exception', reason };
      return reply(400, { error: { root_cause: [error], ...error }, status: 400 });
    }
    if (request.url?.split('?')[0] !== '/') return reply(200, {});
    const number = { 'Elasticsearch 8': '8.19.2', 'Elasticsearch 10': '10.0.0', OpenSearch: '2.19.0' }[kind];
    reply(200, { version: { number, ...(kind === 'OpenSearch' && { distribution: 'opensearch' }) } });
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
