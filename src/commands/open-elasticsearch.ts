import { readElasticsearchConfig, readEmbeddedConfig } from '../config/config.js';
import { createElasticClient } from '../elasticsearch/create-client.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { expectVersion, VersionError } from '../elasticsearch/version-error.js';
import { useEmbeddedNode } from '../embedded/use-embedded-node.js';

/** Elasticsearch for the duration of a verb. */
export type OpenElasticsearch = {
  client: MarqueeClient;
  /** Of the nodes, separated by commas. */
  url: string;
  isEmbedded: boolean;
  close(): Promise<void>;
};

/** Opens the cluster of ELASTICSEARCH_URL, else the embedded node that runs, else one started for this verb. */
export async function openElasticsearch(signal: AbortSignal): Promise<OpenElasticsearch> {
  const config = readElasticsearchConfig();
  const node =
    config.url === undefined ? await useEmbeddedNode({ ...readEmbeddedConfig(), signal }) : undefined;
  const url = node?.url ?? (config.url as string);
  const client = createElasticClient(url, config);
  return {
    client,
    url,
    isEmbedded: node !== undefined,
    async close() {
      await client.close();
      await node?.stop();
    },
  };
}

/** The URLs may hold a password. */
const hostsOf = (urls: string): string =>
  urls
    .split(',')
    .map((url) => new URL(url).host)
    .join(', ');

/**
 * Makes sure that Elasticsearch answers, and is of the needed version, before anything is sent to it.
 * @throws naming the URL and the variable it came from; {VersionError}
 */
export async function expectAnswer({ client, url }: OpenElasticsearch): Promise<void> {
  try {
    // Of several nodes one may be away.
    await expectVersion(client, { maxRetries: url.split(',').length - 1 });
  } catch (error) {
    if (error instanceof VersionError) throw error;
    throw new Error(
      `Elasticsearch on ${hostsOf(url)} does not answer as it should (${(error as Error).message}). ` +
        'ELASTICSEARCH_URL and its companions say where it is; without them the embedded node is used.',
      { cause: error },
    );
  }
}
