import Router from '@koa/router';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Question } from '../../questions/question.js';
import type { Answers } from '../answers/create-answers.js';
import type { RequireScope } from '../auth/require-scope.js';
import { Problem } from '../problems/problem.js';
import { type AnswerRequest, createRequestReader } from '../requests/answer-request.js';
import { answerQuestion } from './answer-question.js';

/** Bytes, about, of URLs and what was read from them. */
const maxParsedBytes = 16 * 1024 * 1024;

/** One route per question; each has the check of the scope, so that no spelling of a path gets around it. */
export function questionRoutes(
  questions: readonly Question[],
  answers: Answers,
  requireScope: RequireScope,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  // Reading and validating a URL takes longer than finding its answer in the cache.
  const parsedUrls = new LRUCache<string, AnswerRequest>({
    maxSize: maxParsedBytes,
    sizeCalculation: (_request, url) => 1000 + 4 * url.length,
  });
  const rejectWord = createWordCheck(questions);
  for (const question of questions) {
    const readRequest = createRequestReader(question);
    const requestOf = (ctx: Context): AnswerRequest => {
      const parsed = parsedUrls.get(ctx.url);
      if (parsed !== undefined) return parsed;
      rejectWord(ctx);
      const request = readRequest(ctx.params, ctx.query);
      parsedUrls.set(ctx.url, request);
      return request;
    };
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, requireScope('read'), (ctx) =>
      answerQuestion(ctx, answers, requestOf(ctx)),
    );
  }
  return router;
}

/**
 * Returns a check of the ids in paths. A word that ends other paths, such as `top`, means a path that does not exist, and
 * is no misspelt id.
 * @throws {Problem} the check: `not-found`, naming the paths that end so
 */
function createWordCheck(questions: readonly Question[]): (ctx: Context) => void {
  const paths = questions.map(({ name }) => `/v1/${name}`).filter((path) => !path.endsWith('}'));
  return ({ path, params }) => {
    const others = paths.filter((other) => other.endsWith(`/${params.id}`));
    if (others.length === 0) return;
    throw new Problem(
      'not-found',
      `${path} is not a path of this API; /openapi.json lists them. Paths that end so: ${others.join(', ')}.`,
    );
  };
}
