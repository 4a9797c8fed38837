import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { requestIdOf } from '../middleware/request-id.js';
import { Problem } from '../problems/problem.js';
import type { Authenticate } from './authenticate.js';

/** Seconds of a window in which failures are counted. */
const duration = 60;

/**
 * Counts the tokens that an address sends without success, and writes a line to the log with `audit: true` for each. Above the
 * limit they get 429 instead of 401, and one more line in all. Valid tokens are always accepted: a proxy or a company
 * shares one address, and one user's bad tokens must not lock out the others.
 * @param points failures within a minute that an address may have; 0 means no limit
 */
export function limitFailures(authenticate: Authenticate, points: number, logger: Logger): Authenticate {
  const limiter = points === 0 ? undefined : new RateLimiterMemory({ points, duration });
  return async (ctx) => {
    try {
      return await authenticate(ctx);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'unauthorized') throw error;
      if (ctx.headers.authorization === undefined) throw error;
      const spent = await spend(limiter, ctx.ip);
      const entry = { audit: true, address: ctx.ip, requestId: requestIdOf(ctx) };
      if (spent === undefined || spent.consumedPoints <= points) {
        logger.warn({ ...entry, reason: error.message }, 'sign-in failed');
        throw error;
      }
      if (spent.consumedPoints === points + 1) {
        logger.warn({ ...entry, limit: points }, 'too many failed sign-ins');
      }
      throw tooMany(points, spent);
    }
  };
}

async function spend(limiter: RateLimiterMemory | undefined, address: string) {
  return await limiter?.consume(address).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  });
}

const tooMany = (points: number, { msBeforeNext }: RateLimiterRes): Problem =>
  new Problem(
    'too-many-requests',
    `More than ${points} tokens from this address were not accepted within a minute.`,
    { headers: { 'Retry-After': String(Math.ceil(msBeforeNext / 1000)) } },
  );
