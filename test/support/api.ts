import { type Logger, pino } from 'pino';
import { mintToken } from '../../src/api/auth/mint-token.js';
import { createApp } from '../../src/api/create-app.js';
import { type ApiServer, serve } from '../../src/api/serve.js';
import { readElasticsearchConfig } from '../../src/config/elasticsearch-config.js';
import { type ExportConfig, readExportConfig } from '../../src/config/export-config.js';
import { type LimitConfig, readLimitConfig } from '../../src/config/limit-config.js';
import type { PageConfig } from '../../src/config/page-config.js';
import { readServerConfig, type ServerConfig } from '../../src/config/server-config.js';
import { readSignInConfig, type SignInConfig } from '../../src/config/sign-in-config.js';
import type { SecretTokenConfig, TokenConfig } from '../../src/config/token-config.js';
import { createReadingClient } from '../../src/elasticsearch/create-client.js';

export const tokens: SecretTokenConfig = {
  secret: 'a secret for tests that is long enough',
  issuer: 'marquee',
  audience: 'marquee-api',
};

/** One token serves many requests, because minting one costs as much as a request. */
let minted = { token: '', until: 0 };

export function goodToken(): string {
  if (performance.now() > minted.until) {
    const token = mintToken(tokens, { subject: 'test', scope: 'read', seconds: 60 });
    minted = { token, until: performance.now() + 20_000 };
  }
  return minted.token;
}

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
    page,
    tokenConfig = tokens,
    signIn,
    exports,
    logger = pino({ level: 'silent' }),
    indexPrefix = '',
  }: {
    limits?: Partial<LimitConfig>;
    server?: Partial<ServerConfig>;
    page?: PageConfig;
    tokenConfig?: TokenConfig;
    signIn?: Partial<SignInConfig>;
    exports?: Partial<ExportConfig>;
    logger?: Logger;
    indexPrefix?: string;
  } = {},
): Promise<TestApi> {
  const allLimits = { ...readLimitConfig({}), requestsPerMinute: 0, ...limits };
  const allExports = { ...readExportConfig({}), ...exports };
  const client = createReadingClient(
    url,
    readElasticsearchConfig({ MARQUEE_INDEX_PREFIX: indexPrefix }),
    allLimits.deadlineMilliseconds,
  );
  const app = await createApp(
    { reader: client },
    {
      tokens: tokenConfig,
      exports: allExports,
      signIn: { ...readSignInConfig({}), failuresPerMinute: 0, ...signIn },
      limits: allLimits,
      logger,
      ...(page && { page }),
      metricsAccess: server.metrics ?? 'open',
      version: '0.0.0',
    },
  );
  const listening: ApiServer = await serve(app.koa.callback(), {
    ...readServerConfig({ PORT: '0' }),
    ...server,
    ...allExports,
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
