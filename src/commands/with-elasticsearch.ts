import type { Client } from '@elastic/elasticsearch';
import type { CreateClientOptions } from '../elasticsearch/create-client.js';
import { onInterruption } from './interruption.js';
import { expectAnswer, openElasticsearch } from './open-elasticsearch.js';

/** Calls something with a client of Elasticsearch and closes it; options as in `openElasticsearch`. */
export async function withElasticsearch<T>(
  work: (client: Client) => Promise<T>,
  options: CreateClientOptions = {},
): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption(), options);
  try {
    await expectAnswer(elasticsearch);
    return await work(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
