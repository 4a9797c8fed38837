import type { Context } from 'koa';
import koaJwt from 'koa-jwt';
import { LRUCache } from 'lru-cache';
import type { TokenConfig } from '../../config/token-config.js';
import { Problem } from '../problems/problem.js';
import { createKeyFinder, KeysUnavailableError } from './find-key.js';

export type Scope = 'read' | 'admin' | 'metrics';

/** The claims of a valid token. */
export type Claims = { exp: number; sub?: unknown; scope?: unknown };

/** Returns the claims of the request's token. @throws {Problem} `unauthorized` or `keys-unavailable` */
export type Authenticate = (ctx: Context) => Promise<Claims>;

/** Most valid tokens that are cached. */
const maxCached = 1000;

/** Milliseconds after which a cached token is verified again, so that withdrawn keys take effect. */
const defaultMaxAge = 60_000;

/**
 * Verifies tokens: the pinned algorithms and nothing else, the right issuer and audience, and an expiry that is not
 * over. Valid ones are cached for a while, at most until they expire.
 * @param maxAge milliseconds that tokens and published keys are cached
 */
export function createAuthenticate(config: TokenConfig, maxAge = defaultMaxAge): Authenticate {
  const verify = koaJwt({
    secret: config.secret ?? createKeyFinder(config.jwksUri, maxAge),
    algorithms: config.secret === undefined ? ['RS256', 'ES256'] : ['HS256'],
    issuer: config.issuer,
    audience: config.audience,
  });
  const valid = new LRUCache<string, Claims>({ max: maxCached, ttl: maxAge });
  return async (ctx) => {
    const header = ctx.headers.authorization;
    const cached = header === undefined ? undefined : valid.get(header);
    if (cached !== undefined && Date.now() < cached.exp * 1000) return cached;
    await verify(ctx, async () => {}).catch((error: unknown) => {
      throw toProblem(header, error);
    });
    const claims = ctx.state.user as Partial<Claims>;
    if (!hasExpiry(claims)) throw unauthorized('it has no expiry (exp)');
    if (header !== undefined) valid.set(header, claims);
    return claims;
  };
}

const hasExpiry = (claims: Partial<Claims>): claims is Claims => typeof claims.exp === 'number';

function toProblem(header: string | undefined, error: unknown): Problem {
  const { originalError, message } = error as { originalError?: Error; message: string };
  if (originalError instanceof KeysUnavailableError) {
    return new Problem('keys-unavailable', originalError.message, {
      headers: { 'Retry-After': '5' },
      cause: originalError,
    });
  }
  // The messages of jsonwebtoken (`jwt expired`) never repeat the token.
  return unauthorized(header === undefined ? undefined : (originalError?.message ?? message));
}

/** RFC 6750, 3: the challenge has an error code only if a token was sent. */
function unauthorized(reason?: string): Problem {
  return reason === undefined
    ? new Problem('unauthorized', 'Send a token: Authorization: Bearer TOKEN.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      })
    : new Problem('unauthorized', `The token was not accepted: ${reason}.`, {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      });
}
