import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { Ask } from '../analytics/ask.js';
import type { Question } from '../analytics/question.js';
import { Problem } from './problem.js';
import { readParameters } from './read-parameters.js';

/** One route per question; the guard is part of each, so that no spelling of a path gets around it. */
export function questionRoutes(questions: readonly Question[], ask: Ask, guard: Middleware): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const question of questions) {
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, guard, async (ctx) => {
      const parameters = readParameters(question.parameters, ctx.params, ctx.query);
      const answer = await ask(question, parameters);
      if (answer === undefined) {
        throw new Problem(
          'not-found',
          `The live edition has no movie of ${ctx.path.split('/')[2]} ${ctx.params.id}.`,
        );
      }
      const { data, generation, excluded, total } = answer;
      ctx.body = { data, meta: { generation, excluded, ...(total !== undefined && { total }) } };
    });
  }
  return router;
}
