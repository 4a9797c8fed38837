import Router from '@koa/router';
import type { ServerConfig } from '../../config/server-config.js';
import type { RequireScope } from '../auth/require-scope.js';
import { metricsType } from '../serve-metrics.js';

/** `/metrics` for Prometheus: open, with a token of scope `metrics`, or not at all. */
export function metricsRoute(
  access: ServerConfig['metrics'],
  requireScope: RequireScope,
  scrape: () => Promise<string>,
): Router {
  const router = new Router({ sensitive: true });
  if (access === 'off') return router;
  router.get('/metrics', ...(access === 'token' ? [requireScope('metrics')] : []), async (ctx) => {
    ctx.body = await scrape();
    ctx.type = metricsType;
    ctx.set('Cache-Control', 'no-store');
  });
  return router;
}
