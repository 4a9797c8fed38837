import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { LimitConfig } from '../../config/limit-config.js';
import { Problem } from '../problems/problem.js';
import type { Claims } from './claims.js';

/** Seconds of a window in which requests are counted. */
const duration = 60;

export type RateLimit = {
  /**
   * Counts a request of a subject; resolves to the headers that say how many remain.
   * @throws {Problem} `too-many-requests` when none remained
   */
  spend(claims: Pick<Claims, 'sub'>): Promise<Record<string, string>>;
  close(): void;
};

/**
 * Limits the requests per minute of each subject of a token. Counts are kept in this process, or in Redis when several
 * servers share them; headers as in IETF draft-ietf-httpapi-ratelimit-headers.
 */
export async function createRateLimit(
  { requestsPerMinute: points, redisUrl }: Pick<LimitConfig, 'requestsPerMinute' | 'redisUrl'>,
  logger: Logger,
): Promise<RateLimit> {
  if (points === 0) return { spend: async () => ({}), close() {} };
  const inMemory = new RateLimiterMemory({ points, duration });
  const { limiter, close }: { limiter: RateLimiterAbstract; close(): void } =
    redisUrl === undefined
      ? { limiter: inMemory, close() {} }
      : await connectToRedis(redisUrl, inMemory, points, logger);
  const policy = `"subject";q=${points};w=${duration}`;
  return {
    close,
    async spend(claims) {
      const spent = await limiter.consume(keyOf(claims), 1).catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      const seconds = Math.ceil(spent.msBeforeNext / 1000);
      const headers = {
        'RateLimit-Policy': policy,
        RateLimit: `"subject";r=${spent.remainingPoints};t=${seconds}`,
      };
      if (spent.consumedPoints > points) {
        throw new Problem('too-many-requests', `No more than ${points} requests a minute are allowed.`, {
          headers: { ...headers, 'Retry-After': String(seconds) },
        });
      }
      return headers;
    },
  };
}

/** While Redis is unavailable, each server counts for itself: a limit is no reason to reject everyone. */
async function connectToRedis(
  redisUrl: string,
  insuranceLimiter: RateLimiterMemory,
  points: number,
  logger: Logger,
): Promise<{ limiter: RateLimiterAbstract; close(): void }> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    commandTimeout: 200,
    connectTimeout: 2000,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(5000, 200 * attempt),
  });
  let isUnavailable = false;
  redis.on('error', () => {
    if (!isUnavailable) logger.warn('Redis is unavailable: each server counts requests for itself');
    isUnavailable = true;
  });
  redis.on('ready', () => {
    isUnavailable = false;
  });
  return {
    limiter: new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: 'marquee-rate',
      points,
      duration,
      insuranceLimiter,
      rejectIfRedisNotReady: true,
    }),
    close: () => redis.disconnect(),
  };
}

/** The subject, or its digest when it is long; the empty text for tokens without one. */
function keyOf({ sub: subject = '' }: Pick<Claims, 'sub'>): string {
  return subject.length <= 64 ? subject : createHash('sha256').update(subject).digest('base64url');
}
