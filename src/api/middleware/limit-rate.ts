import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { LimitConfig } from '../../config/config.js';
import { Problem } from '../problem.js';

/** Seconds that a count lasts. */
const duration = 60;

export type RateLimit = {
  /**
   * Counts a request of the subject; resolves to the headers that say what is left.
   * @throws {Problem} `too-many-requests` when nothing was left.
   */
  spend(user: { sub?: unknown }): Promise<Record<string, string>>;
  close(): void;
};

/**
 * So many requests a minute for each subject of a token, counted here, or in Redis when several servers share
 * the counts. Says in each answer how many are left (IETF draft-ietf-httpapi-ratelimit-headers).
 */
export async function createRateLimit(
  { requestsPerMinute: points, redisUrl }: Pick<LimitConfig, 'requestsPerMinute' | 'redisUrl'>,
  logger: Logger,
): Promise<RateLimit> {
  if (points === 0) return { spend: async () => ({}), close() {} };
  const inMemory = new RateLimiterMemory({ points, duration });
  const { limiter, close } =
    redisUrl === undefined
      ? { limiter: inMemory as RateLimiterAbstract, close() {} }
      : await connect(redisUrl, inMemory, points, logger);
  const policy = `"subject";q=${points};w=${duration}`;
  return {
    close,
    async spend(user) {
      const spent = await limiter.consume(keyOf(user), 1).catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      const seconds = Math.ceil(spent.msBeforeNext / 1000);
      const left = {
        'RateLimit-Policy': policy,
        RateLimit: `"subject";r=${spent.remainingPoints};t=${seconds}`,
      };
      if (spent.consumedPoints > points) {
        throw new Problem('too-many-requests', `No more than ${points} requests a minute.`, {
          headers: { ...left, 'Retry-After': String(seconds) },
        });
      }
      return left;
    },
  };
}

/** While Redis is away, each server counts for itself: a limit is not worth refusing everybody. */
async function connect(
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
  let isAway = false;
  redis.on('error', () => {
    if (!isAway) logger.warn('Redis is away: each server counts requests for itself');
    isAway = true;
  });
  redis.on('ready', () => {
    isAway = false;
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

/** A subject may be long, and need not be there. */
function keyOf(user: { sub?: unknown }): string {
  const subject = typeof user.sub === 'string' ? user.sub : '';
  return subject.length <= 64 ? subject : createHash('sha256').update(subject).digest('base64url');
}
