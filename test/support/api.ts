import { pino } from 'pino';
import { createApp } from '../../src/api/create-app.js';
import { type ApiServer, serve } from '../../src/api/serve.js';
import { mintToken } from '../../src/api/tokens/mint-token.js';
import {
  type LimitConfig,
  readElasticsearchConfig,
  readLimitConfig,
  type SecretTokenConfig,
  type TokenConfig,
} from '../../src/config.js';
import { createElasticClient } from '../../src/elastic.js';

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
    tokenConfig = tokens,
    port = 0,
  }: { limits?: Partial<LimitConfig>; tokenConfig?: TokenConfig; port?: number } = {},
): Promise<TestApi> {
  const client = createElasticClient(url, readElasticsearchConfig({}));
  const app = await createApp({
    client,
    tokens: tokenConfig,
    limits: { ...readLimitConfig({}), requestsPerMinute: 0, ...limits },
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
  });
  const server: ApiServer = await serve(app.koa.callback(), {
    host: '127.0.0.1',
    port,
    logLevel: 'silent',
  });
  return {
    url: server.url,
    async get(path, token = goodToken(), init = {}) {
      const headers = new Headers(init.headers);
      if (token !== null) headers.set('Authorization', `Bearer ${token}`);
      const response = await fetch(`${server.url}${path}`, { ...init, headers });
      const text = await response.text();
      const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
      const body = isJson && text !== '' ? JSON.parse(text) : text;
      return { status: response.status, headers: response.headers, body };
    },
    async close() {
      await server.close();
      app.close();
      await client.close();
    },
  };
}
