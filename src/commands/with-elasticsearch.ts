import type { Client } from '@elastic/elasticsearch';
import { onInterruption } from './interruption.js';
import { expectAnswer, openElasticsearch } from './open-elasticsearch.js';

/** Asks Elasticsearch something and closes it again. */
export async function withElasticsearch<T>(ask: (client: Client) => Promise<T>): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption());
  try {
    await expectAnswer(elasticsearch);
    return await ask(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
