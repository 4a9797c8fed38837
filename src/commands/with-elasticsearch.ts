import type { Client } from '@elastic/elasticsearch';
import type { CreateClientOptions } from '../elasticsearch/create-client.js';
import { onInterruption } from './interruption.js';
import { expectAvailable, openElasticsearch } from './open-elasticsearch.js';

/** Opens Elasticsearch for some work, and closes it again; options as in `openElasticsearch`. */
export async function withElasticsearch<T>(
  work: (client: Client) => Promise<T>,
  options: CreateClientOptions = {},
): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption(), options);
  try {
    await expectAvailable(elasticsearch);
    return await work(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
