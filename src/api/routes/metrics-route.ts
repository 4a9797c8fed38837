import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { ServerConfig } from '../../config/config.js';

/** `/metrics` for Prometheus: open, behind a token with the scope `metrics`, or not there at all. */
export function metricsRoute(
  access: ServerConfig['metrics'],
  guard: Middleware,
  scrape: () => Promise<string>,
): Router {
  const router = new Router({ sensitive: true });
  if (access === 'off') return router;
  router.get('/metrics', ...(access === 'token' ? [guard] : []), async (ctx) => {
    ctx.body = await scrape();
    ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
  });
  return router;
}
