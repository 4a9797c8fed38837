import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { onInterruption } from './interruption.js';
import { expectAvailable, openElasticsearch } from './open-elasticsearch.js';

/** Opens Elasticsearch for some work, and closes it again. */
export async function withElasticsearch<T>(work: (client: MarqueeClient) => Promise<T>): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption());
  try {
    await expectAvailable(elasticsearch);
    return await work(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
