import type { Context, Middleware } from 'koa';
import type { RateLimit } from '../middleware/limit-rate.js';
import { type Authenticate, expectScope, type Scope } from './authenticate.js';

/**
 * Lets a request in that has a valid token with the scope asked for and a subject with requests left: notes who it is
 * in `ctx.state.user`, and resolves to the headers that say how many are left.
 * @throws {Problem} otherwise.
 */
export type Admit = (ctx: Context) => Promise<Record<string, string>>;

export const createAdmission =
  (authenticate: Authenticate, rateLimit: RateLimit) =>
  (scope: Scope): Admit =>
  async (ctx) => {
    const claims = await authenticate(ctx);
    expectScope(claims, scope);
    ctx.state.user = claims;
    return await rateLimit.spend(claims);
  };

/** What stands in front of a route. */
export const guard =
  (admit: Admit): Middleware =>
  async (ctx, next) => {
    ctx.set(await admit(ctx));
    await next();
  };
