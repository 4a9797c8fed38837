import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, processEnvironment, readVariables } from './environment.js';

import { isLoopback, numberFrom, oneOf, port, urlOf } from './variable-types.js';

/** The HTTP server. */
export const variables = z.object({
  HOST: z.string().default('127.0.0.1').describe('address on which the API listens'),
  PORT: port().default(3000).describe('port on which the API listens; 0: any free one'),
  MARQUEE_PUBLIC_URL: urlOf('http', 'https').optional().meta({
    description: 'address of the page, in the links that [assistants](assistants.md) are given',
    unset: 'where a request came to',
  }),
  MARQUEE_METRICS: oneOf(['open', 'token', 'off']).optional().meta({
    description:
      'who may read `/metrics`: anyone (`open`), tokens with the scope `metrics` (`token`), or no one (`off`)',
    unset: '`open` on loopback, else `token`',
  }),
  MARQUEE_METRICS_PORT: port().optional().meta({
    description:
      'port on which `/metrics` is served, open and apart from the API, so that a firewall can tell them apart',
    unset: 'the port of the API',
  }),
  MARQUEE_UNREADY_SECONDS: numberFrom(0, 300)
    .default(0)
    .describe('at shutdown: how long requests are still accepted while `/readyz` fails'),
  MARQUEE_DRAIN_SECONDS: numberFrom(0, 3600)
    .default(10)
    .describe('… and then, how long running requests may take'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('least severity that is logged, as JSON on standard error'),
});

/** Where the API listens, how it stops, and what it reports about itself. */
export type ServerConfig = Readonly<{
  /** Loopback by default. */
  host: string;
  /** 0 lets the system choose. */
  port: number;
  logLevel: string;
  /** Where people reach the page, for the links that assistants are given; without a slash at its end. */
  publicUrl: string | undefined;
  /** Who may read `/metrics`: anyone, tokens with the scope `metrics`, or no one. */
  metrics: 'open' | 'token' | 'off';
  /** Where `/metrics` is served instead, open. */
  metricsPort: number | undefined;
  /** How long the server goes on answering after it was told to stop, while readiness already fails. */
  unreadyMilliseconds: number;
  /** How long requests in progress get to finish after that. */
  drainMilliseconds: number;
}>;

/** @throws {ConfigError} for a bad value */
export function readServerConfig(env: Environment = processEnvironment): ServerConfig {
  const v = readVariables(variables, env);
  const metricsPort = v.MARQUEE_METRICS_PORT;
  if (metricsPort !== undefined && v.MARQUEE_METRICS !== undefined) {
    throw new ConfigError(
      'MARQUEE_METRICS and MARQUEE_METRICS_PORT exclude each other: on a port of its own /metrics is open.',
    );
  }
  const access = v.MARQUEE_METRICS ?? (isLoopback(v.HOST) ? 'open' : 'token');
  return {
    host: v.HOST,
    port: v.PORT,
    logLevel: v.LOG_LEVEL,
    publicUrl: v.MARQUEE_PUBLIC_URL?.replace(/\/+$/, ''),
    metrics: metricsPort === undefined ? access : 'off',
    metricsPort,
    unreadyMilliseconds: v.MARQUEE_UNREADY_SECONDS * 1000,
    drainMilliseconds: v.MARQUEE_DRAIN_SECONDS * 1000,
  };
}
