import { readFileSync } from 'node:fs';
import type { ClientOptions } from '@elastic/elasticsearch';
import { ConfigError } from '../config/config-error.js';
import type { ElasticsearchConfig } from '../config/elasticsearch-config.js';
import { CircuitTransport } from './circuit-transport.js';
import { IndexNames } from './index-names.js';
import { MarqueeClient } from './marquee-client.js';
import { PinnedAgent } from './pinned-agent.js';

/** Milliseconds after which a request without an answer has failed. */
const requestTimeout = 30_000;

/**
 * The client does not retry by itself, because its pauses take seconds: the API answers at once that Elasticsearch is
 * unavailable, and the loader has retries of its own.
 */
const maxRetries = 0;

/**
 * Creates a client for commands; clients are created in this file only.
 * @param urls - of the cluster's nodes, separated by commas, or of the embedded node
 */
export const createElasticClient = (urls: string, config: ElasticsearchConfig): MarqueeClient =>
  new MarqueeClient(optionsOf(urls, config), new IndexNames(config.indexPrefix));

/**
 * Creates a client for requests that may safely be repeated: with several nodes a request that one does not answer goes
 * to the next, each having its share of the deadline; while no node answers, requests fail at once.
 */
export function createReadingClient(
  urls: string,
  config: ElasticsearchConfig,
  deadlineMilliseconds: number,
): MarqueeClient {
  const nodes = urls.split(',').length;
  const failover: ClientOptions =
    nodes === 1
      ? { requestTimeout: Math.max(requestTimeout, deadlineMilliseconds) }
      : {
          maxRetries: nodes,
          requestTimeout: Math.ceil(deadlineMilliseconds / nodes),
        };
  const options = { ...optionsOf(urls, config), ...failover, Transport: CircuitTransport };
  return new MarqueeClient(options, new IndexNames(config.indexPrefix));
}

function optionsOf(urls: string, config: ElasticsearchConfig): ClientOptions {
  const options: ClientOptions = {
    nodes: urls.split(','),
    requestTimeout,
    maxRetries,
  };
  if (config.apiKey !== undefined) options.auth = { apiKey: config.apiKey };
  else if (config.username !== undefined && config.password !== undefined) {
    options.auth = { username: config.username, password: config.password };
  }
  const { caFingerprint } = config;
  if (caFingerprint !== undefined) {
    options.agent = () => new PinnedAgent(caFingerprint);
  }
  if (config.ca !== undefined) options.tls = { ca: readCertificate(config.ca) };
  return options;
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`ELASTICSEARCH_CA is '${path}', which cannot be read: ${(error as Error).message}`);
  }
}
