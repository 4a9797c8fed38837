import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { readElasticsearchConfig } from '../../../src/config/elasticsearch-config.js';
import { createElasticClient } from '../../../src/elasticsearch/create-client.js';

/** The Authorization header that a cluster sees from a client with this configuration. */
async function authorizationOf(settings: Record<string, string>): Promise<string | undefined> {
  let seen: string | undefined;
  const server = createServer((request, response) => {
    seen = request.headers.authorization;
    response
      .setHeader('x-elastic-product', 'Elasticsearch')
      .setHeader('content-type', 'application/json')
      .end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createElasticClient(`http://127.0.0.1:${port}`, readElasticsearchConfig(settings));
  try {
    await client.info();
    return seen;
  } finally {
    await client.close();
    server.close();
  }
}

describe('createElasticClient', () => {
  it('signs in with an API key', async () => {
    expect(await authorizationOf({ ELASTICSEARCH_API_KEY: 'a-key' })).to.equal('ApiKey a-key');
  });

  it('signs in with user and password', async () => {
    const expected = `Basic ${Buffer.from('elastic:pa ss').toString('base64')}`;
    expect(
      await authorizationOf({ ELASTICSEARCH_USERNAME: 'elastic', ELASTICSEARCH_PASSWORD: 'pa ss' }),
    ).to.equal(expected);
  });

  it('sends no credentials when none are set; an empty variable is not set', async () => {
    expect(await authorizationOf({ ELASTICSEARCH_API_KEY: '' })).to.equal(undefined);
  });
});
