import Router from '@koa/router';
import type { LiveGeneration } from '../analytics/live-generation.js';
import { measureNames, measureOf } from '../analytics/measures.js';
import { definitionPath } from './answers/meta.js';
import { type ProblemKind, problemKinds } from './problem.js';

/** What needs no token: health, the description of the API, and the pages that explain its figures and errors. */
export function openRoutes(live: LiveGeneration, openApi: object): Router {
  const router = new Router({ sensitive: true });
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'alive' };
  });
  router.get('/readyz', async (ctx) => {
    // Whoever asks this wants to know what is true now.
    ctx.body = { status: 'ready', generation: await live.renew() };
  });
  router.get('/openapi.json', (ctx) => {
    ctx.body = openApi;
  });
  for (const kind of Object.keys(problemKinds) as ProblemKind[]) {
    const { status, title, explanation } = problemKinds[kind];
    router.get(`/problems/${kind}`, (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = `${status} ${title}\n\n${explanation}\n`;
    });
  }
  for (const name of measureNames) {
    const { title, unit, definition } = measureOf(name);
    router.get(definitionPath(name), (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = `${title} (${name}; ${unit})\n\n${definition}\n`;
    });
  }
  return router;
}
