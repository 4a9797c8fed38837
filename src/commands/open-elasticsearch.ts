import { readElasticsearchConfig } from '../config/elasticsearch-config.js';
import { readEmbeddedConfig } from '../config/embedded-config.js';
import { createElasticClient } from '../elasticsearch/create-client.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { expectVersion, VersionError } from '../elasticsearch/version-error.js';
import { findEmbeddedNode } from '../embedded/find-embedded-node.js';
import { useEmbeddedNode } from '../embedded/use-embedded-node.js';

/** Elasticsearch for the duration of a command. */
export type OpenElasticsearch = {
  client: MarqueeClient;
  /** URLs of the nodes, separated by commas. */
  url: string;
  isEmbedded: boolean;
  close(): Promise<void>;
};

/** Opens the cluster of ELASTICSEARCH_URL; without it the embedded node that runs, or one started for this command. */
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

/** Opens Elasticsearch only if it need not be started: undefined when the embedded node is used and does not run. */
export async function findElasticsearch(): Promise<OpenElasticsearch | undefined> {
  const isThere =
    readElasticsearchConfig().url !== undefined ||
    (await findEmbeddedNode(readEmbeddedConfig().dataDir)) !== undefined;
  return isThere ? await openElasticsearch(AbortSignal.timeout(findLimit)) : undefined;
}

/** Milliseconds for the embedded node, if it stops in the very moment in which it was found. */
const findLimit = 10_000;

/** Returns the hosts of URLs that may contain a password. */
const hostsOf = (urls: string): string =>
  urls
    .split(',')
    .map((url) => new URL(url).host)
    .join(', ');

/**
 * Makes sure that Elasticsearch is available, and of the needed version, before anything is sent to it.
 * @throws naming its host and the variable to check; {VersionError}
 */
export async function expectAvailable({ client, url }: OpenElasticsearch): Promise<void> {
  try {
    // One of several nodes may be unavailable.
    await expectVersion(client, { maxRetries: url.split(',').length - 1 });
  } catch (error) {
    if (error instanceof VersionError) throw error;
    throw new Error(
      `Elasticsearch on ${hostsOf(url)} is not available (${(error as Error).message}). ` +
        'Check ELASTICSEARCH_URL and the variables beside it; without them the embedded node is used.',
      { cause: error },
    );
  }
}
