import Router from '@koa/router';
import { dimensionNames, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { measureNames, measureOf } from '../../questions/measures/measures.js';
import { definitionPath } from '../answers/meta.js';
import type { ParameterStyle } from '../openapi/describe-parameters.js';
import { problemKinds } from '../problems/problem-kinds.js';
import type { Readiness } from './readiness.js';

/**
 * Paths that need no token: health, the OpenAPI document, and the pages that explain measures, dimensions and problems.
 * @param describe - returns the OpenAPI document in a style
 */
export function publicRoutes(readiness: Readiness, describe: (style: ParameterStyle) => object): Router {
  const router = new Router({ sensitive: true });
  const documents = new Map<ParameterStyle, object>();
  /** Created when it is asked for first: a server is ready sooner without it. */
  const openApi = (style: ParameterStyle): object => {
    const document = documents.get(style) ?? describe(style);
    documents.set(style, document);
    return document;
  };
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'alive' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.body = await readiness.check();
  });
  router.get('/openapi.json', (ctx) => {
    ctx.body = openApi('grouped');
  });
  router.get('/openapi-flat.json', (ctx) => {
    ctx.body = openApi('flat');
  });
  for (const [kind, { status, title, explanation }] of Object.entries(problemKinds)) {
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
  for (const name of dimensionNames) {
    const { title, valueIs, definition } = dimensionOf(name);
    router.get(definitionPath(name), (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = `${title} (${name}; ${valueIs})\n\n${definition}\n`;
    });
  }
  return router;
}
