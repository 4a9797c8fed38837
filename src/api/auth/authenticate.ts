import type { Context } from 'koa';
import koaJwt from 'koa-jwt';
import { LRUCache } from 'lru-cache';
import type { TokenConfig } from '../../config/config.js';
import { Problem } from '../problem.js';
import { createKeyFinder, KeysUnavailableError } from './find-key.js';

export type Scope = 'read' | 'admin' | 'metrics';

/** What a valid token says. */
export type Claims = { exp: number; sub?: string; scope?: unknown };

/** What the request's token says. @throws {Problem} `unauthorized` without a valid one. */
export type Authenticate = (ctx: Context) => Promise<Claims>;

/** Tokens that are remembered as valid. */
const maxRemembered = 1000;

/** Milliseconds after which a remembered token is checked again, so that keys that were withdrawn take effect. */
const usualMemory = 60_000;

/**
 * Checks tokens: the pinned algorithms and nothing else, the right issuer and audience, not expired (and able to
 * expire at all). Valid ones are remembered for a while, at most until they expire.
 */
export function createAuthenticate(config: TokenConfig, memory = usualMemory): Authenticate {
  const verify = koaJwt({
    secret: config.secret ?? createKeyFinder(config.jwksUri, memory),
    algorithms: config.secret === undefined ? ['RS256', 'ES256'] : ['HS256'],
    issuer: config.issuer,
    audience: config.audience,
  });
  const valid = new LRUCache<string, Claims>({ max: maxRemembered, ttl: memory });
  return async (ctx) => {
    const header = ctx.headers.authorization;
    const remembered = header === undefined ? undefined : valid.get(header);
    if (remembered !== undefined && Date.now() < remembered.exp * 1000) return remembered;
    await verify(ctx, async () => {}).catch((error: unknown) => {
      throw problemOf(header, error);
    });
    const claims = ctx.state.user as Partial<Claims>;
    if (typeof claims.exp !== 'number') throw unauthorized('it has no expiry (exp)');
    if (header !== undefined) valid.set(header, claims as Claims);
    return claims as Claims;
  };
}

/** @throws {Problem} `forbidden` unless the token has the scope; each scope is a word of its own. */
export function expectScope({ scope: granted }: Claims, scope: Scope): void {
  if (typeof granted === 'string' && granted.split(' ').includes(scope)) return;
  throw new Problem('forbidden', `This needs a token with the scope '${scope}'.`, {
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}

function problemOf(header: string | undefined, error: unknown): Problem {
  const { originalError, message } = error as { originalError?: Error; message: string };
  if (originalError instanceof KeysUnavailableError) {
    return new Problem('keys-unavailable', originalError.message, {
      headers: { 'Retry-After': '5' },
      cause: originalError,
    });
  }
  // jsonwebtoken says `jwt expired` and the like; it never repeats the token.
  return unauthorized(header === undefined ? undefined : (originalError?.message ?? message));
}

/** RFC 6750: without a token the challenge has no error code; with a bad one it has. */
function unauthorized(reason?: string): Problem {
  return reason === undefined
    ? new Problem('unauthorized', 'Send a token: Authorization: Bearer TOKEN.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      })
    : new Problem('unauthorized', `The token was not accepted: ${reason}.`, {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      });
}
