import Router from '@koa/router';
import type { Ask } from '../analytics/ask.js';
import type { Question } from '../analytics/question.js';
import { Problem } from './problem.js';
import { readParameters } from './read-parameters.js';

/** One route per question. */
export function questionRoutes(questions: readonly Question[], ask: Ask): Router {
  const router = new Router({ prefix: '/v1' });
  for (const question of questions) {
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, async (ctx) => {
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
