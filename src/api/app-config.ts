import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ExportConfig } from '../config/export-config.js';
import type { LimitConfig } from '../config/limit-config.js';
import type { LoadConfig } from '../config/load-config.js';
import type { PageConfig } from '../config/page-config.js';
import type { ServerConfig } from '../config/server-config.js';
import type { SignInConfig } from '../config/sign-in-config.js';
import type { TokenConfig } from '../config/token-config.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';

/** Clients of Elasticsearch: for readers, whose requests may be repeated, and for operations, whose must not. */
export type Clients = { reader: MarqueeClient; operations?: MarqueeClient };

/** How the API is set up. */
export type AppConfig = {
  tokens: TokenConfig;
  signIn: SignInConfig;
  limits: LimitConfig;
  exports: ExportConfig;
  logger: Logger;
  version: string;
  /** The level of the log at which requests are logged; `info` by default. */
  requestLevel?: 'info' | 'debug';
  /** Where people reach the page; by default where a request came to. */
  publicUrl?: string | undefined;
  /** Who may show the page in a frame, and its posters; neither by default. */
  page?: PageConfig;
  /** Who may read `/metrics`; no one by default. */
  metricsAccess?: ServerConfig['metrics'];
  /** With several processes: given the counts of this one, returns a function that reads those of all. */
  shareCounts?: (registry: Registry) => () => Promise<string>;
  /** The lock and the webhook of operations. */
  load?: Partial<Pick<LoadConfig, 'lockMilliseconds' | 'webhook'>>;
  /** Whether a span is recorded for each request. */
  isTraced?: boolean;
};
