import Router from '@koa/router';
import type { Middleware } from 'koa';
import { withDeadline } from '../answers/deadline.js';
import type { Scope } from '../auth/authenticate.js';
import { Problem } from '../problem.js';
import { readParameters } from '../read-parameters.js';
import type { Endpoint } from './endpoint.js';

/** One route per endpoint, behind the guard of its scope. They are asked seldom, and never remembered. */
export function endpointRoutes(
  endpoints: readonly Endpoint[],
  guard: (scope: Scope) => Middleware,
  deadlineMilliseconds: number,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const { name, scope, parameters, answer } of endpoints) {
    router.get(`/${name}`, guard(scope), async (ctx) => {
      const read = readParameters(parameters, ctx.params, ctx.query);
      const data = await withDeadline(deadlineMilliseconds, () => answer(read));
      if (data === undefined) throw new Problem('no-edition', 'No edition has been published yet.');
      ctx.body = { data };
    });
  }
  return router;
}
