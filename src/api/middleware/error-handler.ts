import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { explain } from '../../elasticsearch/cluster-fault.js';
import { isUnavailable, UnavailableError } from '../../elasticsearch/unavailable-error.js';
import { Problem } from '../problems/problem.js';
import { toProblem } from '../problems/to-problem.js';
import { requestIdOf } from './request-id.js';

/** Headers that belong to an answer, and would be wrong on a problem. */
const answerHeaders = ['ETag', 'Content-Disposition', 'Content-Encoding', 'Marquee-Meta', 'Link'];

/**
 * Sends every error as `application/problem+json`, and logs those that are not the caller's fault.
 * @param isPath whether a path is one of the API
 */
export function errorHandler(logger: Logger, isPath: (path: string) => boolean): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw unknownPath(ctx.path, isPath);
    } catch (error) {
      const problem = toProblem(error);
      logProblem(logger, problem, error, { method: ctx.method, requestId: requestIdOf(ctx) });
      for (const header of answerHeaders) ctx.remove(header);
      ctx.status = problem.status;
      ctx.set({ 'Cache-Control': 'no-store', ...problem.more.headers });
      ctx.body = JSON.stringify({ ...problem.toJSON(), instance: ctx.path, requestId: requestIdOf(ctx) });
      ctx.type = 'application/problem+json';
    }
  };
}

/** Writes a line to the log about a problem that is not the caller's fault. */
export function logProblem(logger: Logger, problem: Problem, error: unknown, request: object): void {
  if (problem.status < 500) return;
  // An outage of Elasticsearch is logged once, when it begins, and not for every request.
  const level = error instanceof UnavailableError ? 'debug' : 'error';
  // Why it is unavailable fits on a line; the stacks of its client say nothing more.
  const cause = isUnavailable(error) ? { reason: explain(error) } : { err: error };
  logger[level]({ ...cause, ...request }, problem.message);
}

function unknownPath(path: string, isPath: (path: string) => boolean): Problem {
  const lower = path.toLowerCase();
  const hint = lower !== path && isPath(lower) ? ` Paths are in lower case: did you mean ${lower}?` : '';
  return new Problem('not-found', `${path} is not a path of this API; /openapi.json lists them.${hint}`);
}
