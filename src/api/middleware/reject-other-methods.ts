import type { Context, Middleware } from 'koa';
import { Problem } from '../problems/problem.js';

const allowed: readonly string[] = ['GET', 'HEAD'];

/**
 * Answers OPTIONS, and rejects all other methods but GET and HEAD on paths that no route has taken; operations are the
 * only POSTs. Pages of other origins ask with OPTIONS and Origin, which is not answered here.
 * @throws {Problem} `method-not-allowed`
 */
export const rejectOtherMethods: Middleware = (ctx, next) => {
  if (allowed.includes(ctx.method)) return next();
  if (ctx.method === 'OPTIONS' && ctx.get('Origin') === '') {
    const methods = methodsOf(ctx);
    // Without a route the path is unknown, which is a 404.
    if (methods.length === 0) return undefined;
    ctx.set('Allow', [...methods, 'OPTIONS'].join(', '));
    ctx.status = 204;
    return undefined;
  }
  throw new Problem('method-not-allowed', `${ctx.method} is not allowed here.`, {
    headers: { Allow: allowed.join(', ') },
  });
};

/** The methods of the path; an operation also has a route for GET, which only explains that it takes a POST. */
function methodsOf({ matched }: Context): readonly string[] {
  const methods = ((matched ?? []) as { methods: string[] }[]).flatMap((layer) => layer.methods);
  if (methods.includes('POST')) return ['POST'];
  return methods.length > 0 ? allowed : [];
}
