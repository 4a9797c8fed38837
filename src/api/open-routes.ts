import type { Client } from '@elastic/elasticsearch';
import Router from '@koa/router';
import { currentGeneration } from '../analytics/current-edition.js';
import { type ProblemKind, problemKinds } from './problem.js';

/** What needs no token: health, the description of the API, and the pages that explain its errors. */
export function openRoutes(client: Client, openApi: object): Router {
  const router = new Router({ sensitive: true });
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'alive' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.body = { status: 'ready', generation: await currentGeneration(client) };
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
  return router;
}
