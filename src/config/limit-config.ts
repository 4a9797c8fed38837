import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { listOf, numberFrom, urlOf, wholeNumberFrom } from './variable-types.js';

const origin = z
  .string()
  .regex(/^(?:\*|https?:\/\/[^\s/,*]+)$/, 'origins such as https://app.example, separated by commas, or *');

/** Limits of requests, time and memory. */
export const variables = z.object({
  MARQUEE_RATE_LIMIT: wholeNumberFrom(0, 10_000_000)
    .default(6000)
    .describe('requests a minute for each subject of a token; 0: no limit'),
  REDIS_URL: urlOf('redis', 'rediss').optional().meta({
    description: 'where servers share these counts; while it is unavailable, each counts for itself',
    unset: 'each server counts for itself',
  }),
  MARQUEE_CORS_ORIGINS: listOf(origin).optional().meta({
    description: 'origins whose pages may call the API from a browser, separated by commas, or `*`',
    unset: 'none',
  }),
  MARQUEE_CACHE_MB: numberFrom(0, 100_000).default(64).describe('size of the answer cache of a process'),
  MARQUEE_DEADLINE_SECONDS: numberFrom(0.1, 300)
    .default(10)
    .describe('how long Elasticsearch may take; then the search is cancelled and the answer is 504'),
  MARQUEE_STALE_SECONDS: numberFrom(0, 604_800)
    .default(0)
    .describe(
      'how long cached answers are served, marked as stale, while Elasticsearch is unavailable; 0: never',
    ),
});

/** Limits of requests, time and memory. */
export type LimitConfig = Readonly<{
  /** Per subject of a token; 0 means no limit. */
  requestsPerMinute: number;
  /** Where the counts are kept when several servers share them. */
  redisUrl: string | undefined;
  /** Origins whose pages may call the API from a browser; none unless set. */
  corsOrigins: readonly string[];
  /** Memory for cached answers. */
  cacheBytes: number;
  /** The longest wait for Elasticsearch. */
  deadlineMilliseconds: number;
  /** How long cached answers are served while Elasticsearch is unavailable; 0 means never. */
  staleMilliseconds: number;
}>;

/** @throws {ConfigError} for a bad value */
export function readLimitConfig(env: Environment = processEnvironment): LimitConfig {
  const v = readVariables(variables, env);
  return {
    requestsPerMinute: v.MARQUEE_RATE_LIMIT,
    redisUrl: v.REDIS_URL,
    corsOrigins: v.MARQUEE_CORS_ORIGINS ?? [],
    cacheBytes: v.MARQUEE_CACHE_MB * 1024 * 1024,
    deadlineMilliseconds: v.MARQUEE_DEADLINE_SECONDS * 1000,
    staleMilliseconds: v.MARQUEE_STALE_SECONDS * 1000,
  };
}
