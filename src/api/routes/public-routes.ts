import Router from '@koa/router';
import type { LiveEdition } from '../../editions/live-edition.js';
import { measureNames, measureOf } from '../../questions/measures/measures.js';
import { definitionPath } from '../answers/meta.js';
import { type ProblemKind, problemKinds } from '../problem.js';
import type { Readiness } from './readiness.js';

/** What needs no token: health, the description of the API, and the pages that explain its figures and errors. */
export function openRoutes(live: LiveEdition, openApi: object, readiness: Readiness): Router {
  const router = new Router({ sensitive: true });
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'alive' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.body = await readiness.check(live);
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
