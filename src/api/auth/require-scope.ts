import type { Middleware } from 'koa';
import { Problem } from '../problems/problem.js';
import type { Authenticate, Scope } from './authenticate.js';
import type { Claims } from './claims.js';
import type { RateLimit } from './rate-limit.js';

/** Returns the middleware in front of a route that needs a token with a scope. */
export type RequireScope = (scope: Scope) => Middleware;

/**
 * Lets requests through that have a valid token with the scope, and whose subject has requests left. Sets
 * `ctx.state.user` to the claims, and the headers that say how many requests remain.
 * @throws {Problem} the middleware: `unauthorized`, `forbidden` or `too-many-requests`
 */
export const createRequireScope =
  (authenticate: Authenticate, rateLimit: RateLimit): RequireScope =>
  (scope) =>
  async (ctx, next) => {
    const claims = await authenticate(ctx);
    checkScope(claims, scope);
    ctx.state.user = claims;
    ctx.set(await rateLimit.spend(claims));
    await next();
  };

/** Scopes do not include each other: each is a word of its own. */
function checkScope({ scopes }: Claims, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new Problem('forbidden', `This needs a token with the scope '${scope}'.`, {
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}
