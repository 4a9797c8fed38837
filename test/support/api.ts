import { type Logger, pino } from 'pino';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { createApp } from '../../src/api/create-app.js';
import { type ApiServer, serve } from '../../src/api/serve.js';
import {
  type LimitConfig,
  readElasticsearchConfig,
  readLimitConfig,
  readServerConfig,
  type SecretTokenConfig,
  type ServerConfig,
  type TokenConfig,
} from '../../src/config/config.js';
import { createReadingClient } from '../../src/elasticsearch/create-client.js';

export const tokens: SecretTokenConfig = {
  secret: 'a secret for tests that is long enough',
  issuer: 'marquee',
  audience: 'marquee-api',
};

export const goodToken = (): string => mintToken(tokens, { subject: 'test', scope: 'read', seconds: 60 });

export type TestApi = {
  url: string;
  /** Sends a GET, with a good token unless told otherwise. */
  get(
    path: string,
    token?: string | null,
    init?: RequestInit,
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  ): Promise<{ status: number; headers: Headers; body: any }>;
  close(): Promise<void>;
};

/** The API over real HTTP, on a port of its own, asking the Elasticsearch at `url`. */
export async function startApi(
  url: string,
  {
    limits,
    server = {},
    tokenConfig = tokens,
    logger = pino({ level: 'silent' }),
    indexPrefix = '',
  }: {
    limits?: Partial<LimitConfig>;
    server?: Partial<ServerConfig>;
    tokenConfig?: TokenConfig;
    logger?: Logger;
    indexPrefix?: string;
  } = {},
): Promise<TestApi> {
  const allLimits = { ...readLimitConfig({}), requestsPerMinute: 0, ...limits };
  const client = createReadingClient(
    url,
    readElasticsearchConfig({ MARQUEE_INDEX_PREFIX: indexPrefix }),
    allLimits.deadlineMilliseconds,
  );
  const app = await createApp({
    client,
    tokens: tokenConfig,
    limits: allLimits,
    logger,
    metricsAccess: server.metrics ?? 'open',
    version: '0.0.0',
  });
  const listening: ApiServer = await serve(app.koa.callback(), {
    ...readServerConfig({ PORT: '0' }),
    ...server,
    onStop: app.stopReadiness,
  });
  return {
    url: listening.url,
    async get(path, token = goodToken(), init = {}) {
      const headers = new Headers(init.headers);
      if (token !== null) headers.set('Authorization', `Bearer ${token}`);
      const response = await fetch(`${listening.url}${path}`, { ...init, headers });
      const text = await response.text();
      const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
      const body = isJson && text !== '' ? JSON.parse(text) : text;
      return { status: response.status, headers: response.headers, body };
    },
    async close() {
      await listening.close();
      app.close();
      await client.close();
    },
  };
}
