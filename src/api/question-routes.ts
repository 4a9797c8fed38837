import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Question } from '../analytics/question.js';
import { type Answerer, notFound } from './answers/answerer.js';
import { negotiateEncoding, negotiateFormat } from './answers/negotiate.js';
import { createRequestReader } from './answers/read-request.js';
import { Problem } from './problem.js';
import { transportOf } from './request-id.js';

/** One route per question; the guard is part of each, so that no spelling of a path gets around it. */
export function questionRoutes(
  questions: readonly Question[],
  answerer: Answerer,
  guard: readonly Middleware[],
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const question of questions) {
    const readRequest = createRequestReader(question);
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, ...guard, async (ctx) => {
      const request = readRequest(ctx.params, ctx.url, ctx.query);
      const format = request.format ?? negotiateFormat(ctx);
      if (request.parameters.limit === 'all' && format === 'json') throw noAllInJson();
      const form = { format, encoding: negotiateEncoding(ctx) };
      const generation = await answerer.generationOf(request);
      const tag = answerer.tagOf(request, generation, form);
      ctx.set('ETag', tag);
      ctx.vary('Accept, Accept-Encoding');
      if (isFresh(ctx, tag)) {
        ctx.status = 304;
        return;
      }
      const answer =
        answerer.remembered(tag) ?? (await answerer.answer(request, generation, form, transportOf(ctx)));
      if (answer === undefined) throw notFound(request);
      ctx.set(answer.headers);
      ctx.body = answer.body;
    });
  }
  return router;
}

/** RFC 9110, 13.1.2: a strong tag is compared as it is, and for this purpose a weak one without its mark. */
const isFresh = (ctx: Context, tag: string): boolean => {
  const header = ctx.headers['if-none-match'];
  if (header === undefined) return false;
  return header === tag || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
};

const noAllInJson = (): Problem =>
  new Problem('invalid-parameter', "'limit' is 'all': it goes with format=csv or format=ndjson.", {
    errors: [
      {
        parameter: 'limit',
        value: 'all',
        allowed: 'must be a whole number from 1 to 1000, unless format is csv or ndjson',
      },
    ],
  });
