import type { Middleware } from 'koa';
import koaJwt from 'koa-jwt';
import type { TokenConfig } from '../config.js';
import { Problem } from './problem.js';

/**
 * Lets through who has a valid token: HS256 and nothing else, the right issuer and audience, not expired (and
 * able to expire at all), with the scope asked for.
 */
export function authenticate(config: TokenConfig, scope: string): Middleware {
  const verify = koaJwt({
    secret: config.secret,
    algorithms: ['HS256'],
    issuer: config.issuer,
    audience: config.audience,
  });
  return async (ctx, next) => {
    await verify(ctx, async () => {}).catch((error: unknown) => {
      throw unauthorized(ctx.headers.authorization === undefined ? undefined : reasonOf(error));
    });
    const { exp, scope: granted } = ctx.state.user as { exp?: unknown; scope?: unknown };
    if (typeof exp !== 'number') throw unauthorized('it has no expiry (exp)');
    if (typeof granted !== 'string' || !granted.split(' ').includes(scope)) {
      throw new Problem('forbidden', `This needs a token with the scope '${scope}'.`, {
        headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
      });
    }
    await next();
  };
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

/** What jsonwebtoken says, such as `jwt expired`; it never repeats the token. */
function reasonOf(error: unknown): string {
  const { originalError, message } = error as { originalError?: Error; message: string };
  return originalError?.message ?? message;
}
