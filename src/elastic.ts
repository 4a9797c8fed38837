import { readFileSync } from 'node:fs';
import { Client, type ClientOptions } from '@elastic/elasticsearch';
import { ConfigError, type ElasticsearchConfig } from './config.js';

/** A request that has no answer after this long has failed, in milliseconds. */
const requestTimeout = 30_000;

/**
 * No retry by itself: a reader is told at once that Elasticsearch is away (the client's own pauses between
 * retries take seconds), and who sends documents asks for retries.
 */
const maxRetries = 0;

/** The only place that builds a client. `url` is that of the cluster, or of the embedded node. */
export function createElasticClient(url: string, config: ElasticsearchConfig): Client {
  const options: ClientOptions = { node: url, requestTimeout, maxRetries };
  if (config.apiKey !== undefined) options.auth = { apiKey: config.apiKey };
  else if (config.username !== undefined && config.password !== undefined) {
    options.auth = { username: config.username, password: config.password };
  }
  if (config.ca !== undefined) options.tls = { ca: readCertificate(config.ca) };
  return new Client(options);
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`ELASTICSEARCH_CA is '${path}', which cannot be read: ${(error as Error).message}`);
  }
}
