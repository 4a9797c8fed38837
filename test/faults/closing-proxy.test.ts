import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { readElasticsearchConfig } from '../../src/config/elasticsearch-config.js';
import { createElasticClient } from '../../src/elasticsearch/create-client.js';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { getFrom, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';

/** How the proxy ends the connection of a large reply: after all of it, or in the middle. */
type Ending = 'complete' | 'cut';

/** A proxy before Elasticsearch that pads every search reply to some megabytes and closes the connection with it. */
async function startClosingProxy(target: string, ending: () => Ending) {
  const { hostname, port } = new URL(target);
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const headers = { ...incoming.headers, 'accept-encoding': 'identity', connection: 'close' };
    const options = { hostname, port, method: incoming.method, path: incoming.url, headers, agent: false };
    const passed = send(options, async (reply: IncomingMessage) => {
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = reply.headers;
      const answer = await buffer(reply);
      const isSearch = /_m?search/.test(incoming.url ?? '');
      // Blanks after a JSON text are part of it.
      const bytes = isSearch ? Buffer.concat([answer, Buffer.alloc(4_000_000, ' ')]) : answer;
      outgoing.writeHead(reply.statusCode ?? 500, {
        ...rest,
        connection: 'close',
        ...(incoming.method === 'HEAD' ? {} : { 'content-length': bytes.length }),
      });
      if (!isSearch || ending() === 'complete') outgoing.end(bytes);
      else outgoing.write(bytes.subarray(0, 2_000_000), () => outgoing.destroy());
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
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

describe('a proxy before Elasticsearch that closes the connection with a large reply', function () {
  this.timeout(120_000);
  loadedEdition([movieLine({ id: '1' })]);

  it('loses no reply and ends no process; a reply that is cut fails its own request only', async () => {
    let ending: Ending = 'complete';
    const proxy = await startClosingProxy(await sharedNodeUrl(), () => ending);
    const serving = await startServing(proxy.url, { MARQUEE_CACHE_MB: '0' });
    try {
      const ask = () => getFrom(`${serving.url}/v1/movies/1`);
      for (let n = 0; n < 20; n++) expect((await ask()).status).to.equal(200);
      ending = 'cut';
      for (let n = 0; n < 5; n++) {
        const { status, body } = await ask();
        expect(status).to.equal(503);
        expect(body.type).to.equal('/problems/elasticsearch-unavailable');
      }
      expect(serving.run.process.exitCode).to.equal(null);
      ending = 'complete';
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
      expect(answers.map(({ status }) => status)).to.include(200);
    } finally {
      await serving.stop();
      await proxy.close();
    }
    expect(serving.run.err()).not.to.include('AssertionError');
  });

  it('does not end a program that uses a client of a command', async () => {
    const proxy = await startClosingProxy(await sharedNodeUrl(), () => 'complete');
    const client = createElasticClient(proxy.url, readElasticsearchConfig({}));
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => client.search({ index: '*', size: 0 })),
    );
    expect(replies).to.have.length(30);
    await client.close();
    await proxy.close();
  });
});
