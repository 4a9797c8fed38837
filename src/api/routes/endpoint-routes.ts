import Router from '@koa/router';
import { withDeadline } from '../answers/deadline.js';
import type { RequireScope } from '../auth/require-scope.js';
import { Problem } from '../problems/problem.js';
import { readParameters } from '../requests/read-parameters.js';
import type { Endpoint } from './endpoint.js';

/** One route per endpoint, with the check of its scope. They are called rarely, and never cached. */
export function endpointRoutes(
  endpoints: readonly Endpoint[],
  requireScope: RequireScope,
  deadlineMilliseconds: number,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const { name, scope, parameters, answer } of endpoints) {
    router.get(`/${name}`, requireScope(scope), async (ctx) => {
      const read = readParameters(parameters, ctx.params, ctx.query);
      const data = await withDeadline(deadlineMilliseconds, () => answer(read));
      if (data === undefined) throw new Problem('no-edition', 'No edition has been published yet.');
      ctx.body = { data };
    });
  }
  return router;
}
