import { readFileSync } from 'node:fs';
import { Client, type ClientOptions, HttpConnection } from '@elastic/elasticsearch';
import type { ElasticsearchConfig } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { CircuitTransport } from './circuit-transport.js';
import { PinnedAgent } from './pinned-agent.js';

/** A request that has no answer after this long has failed, in milliseconds. */
const requestTimeout = 30_000;

/**
 * No retry by itself: a reader is told at once that Elasticsearch is away (the client's own pauses between
 * retries take seconds), and who sends documents asks for retries.
 */
const maxRetries = 0;

/**
 * The only place that builds clients. `urls` are those of the cluster's nodes, separated by commas, or of the embedded node.
 * @param isPatient - whether a request may be given more time than others; undici, the usual connection, cuts it off
 */
export const createElasticClient = (urls: string, config: ElasticsearchConfig, isPatient = false): Client =>
  new Client({ ...optionsOf(urls, config), ...(isPatient && { Connection: HttpConnection }) });

/**
 * A client for readers, who can ask again what failed: with several nodes a request that one does not answer goes to
 * the next, each having its share of the deadline (milliseconds); and while nobody answers, requests fail at once.
 */
export function createReadingClient(
  urls: string,
  config: ElasticsearchConfig,
  deadlineMilliseconds: number,
): Client {
  const nodes = urls.split(',').length;
  const failover: ClientOptions =
    nodes === 1
      ? { requestTimeout: Math.max(requestTimeout, deadlineMilliseconds) }
      : {
          maxRetries: nodes,
          requestTimeout: Math.ceil(deadlineMilliseconds / nodes),
        };
  return new Client({ ...optionsOf(urls, config), ...failover, Transport: CircuitTransport });
}

function optionsOf(urls: string, config: ElasticsearchConfig): ClientOptions {
  const options: ClientOptions = { nodes: urls.split(','), requestTimeout, maxRetries };
  if (config.apiKey !== undefined) options.auth = { apiKey: config.apiKey };
  else if (config.username !== undefined && config.password !== undefined) {
    options.auth = { username: config.username, password: config.password };
  }
  const { caFingerprint } = config;
  if (caFingerprint !== undefined) {
    options.Connection = HttpConnection;
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
