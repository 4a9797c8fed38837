import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { onInterruption } from './interruption.js';
import { expectAnswer, openElasticsearch } from './open-elasticsearch.js';

/** Calls something with a client of Elasticsearch and closes it. */
export async function withElasticsearch<T>(work: (client: MarqueeClient) => Promise<T>): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption());
  try {
    await expectAnswer(elasticsearch);
    return await work(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
