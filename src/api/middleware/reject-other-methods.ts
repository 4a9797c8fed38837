import type { Middleware } from 'koa';
import { Problem } from '../problems/problem.js';

const allowed: readonly string[] = ['GET', 'HEAD'];

/**
 * Rejects all methods but GET and HEAD on paths that no route has taken; operations are the only POSTs.
 * @throws {Problem} `method-not-allowed`
 */
export const rejectOtherMethods: Middleware = (ctx, next) => {
  if (allowed.includes(ctx.method)) return next();
  throw new Problem('method-not-allowed', `${ctx.method} is not allowed here.`, {
    headers: { Allow: allowed.join(', ') },
  });
};
