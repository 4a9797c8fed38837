import type { Client } from '@elastic/elasticsearch';
import { onInterruption } from './interruption.js';
import { expectAnswer, openElasticsearch } from './open-elasticsearch.js';

/** Asks Elasticsearch something and closes it again; `isPatient` as in `openElasticsearch`. */
export async function withElasticsearch<T>(
  ask: (client: Client) => Promise<T>,
  isPatient = false,
): Promise<T> {
  const elasticsearch = await openElasticsearch(onInterruption(), isPatient);
  try {
    await expectAnswer(elasticsearch);
    return await ask(elasticsearch.client);
  } finally {
    await elasticsearch.close();
  }
}
