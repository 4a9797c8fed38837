import { errors } from '@elastic/elasticsearch';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { EditionGoneError } from '../../editions/edition-gone-error.js';
import { NoEditionError } from '../../editions/find-live-edition.js';
import { SchemaVersionError } from '../../editions/schema-version-error.js';
import { clusterFaultOf } from '../../elasticsearch/cluster-fault.js';
import { PartialReplyError } from '../../elasticsearch/complete-reply.js';
import { isUnavailable, UnavailableError } from '../../elasticsearch/unavailable-error.js';
import { VersionError } from '../../elasticsearch/version-error.js';
import { DeadlineError } from '../answers/deadline.js';
import { Problem } from '../problem.js';
import { requestIdOf } from './request-id.js';

/** Seconds after which a caller may try again. */
const retryAfter = { 'Retry-After': '5' };

/** Answers every error as `application/problem+json`; only those that are Marquee's own fault are logged. */
export function answerProblems(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw notFound(ctx.path);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500)
        // That Elasticsearch is away has been logged once; not again for every reader.
        logger[error instanceof UnavailableError ? 'debug' : 'error'](
          { err: error, method: ctx.method, requestId: requestIdOf(ctx) },
          problem.message,
        );
      ctx.status = problem.status;
      ctx.set(problem.more.headers ?? {});
      ctx.set('Cache-Control', 'no-store');
      for (const header of ['ETag', 'Content-Disposition', 'Content-Encoding', 'Marquee-Meta', 'Link'])
        ctx.remove(header);
      ctx.body = JSON.stringify({ ...problem.toJSON(), requestId: requestIdOf(ctx) });
      ctx.type = 'application/problem+json';
    }
  };
}

/** Everything here is read only. */
export const refuseOtherMethods: Middleware = async (ctx, next) => {
  if (!['GET', 'HEAD'].includes(ctx.method)) {
    throw new Problem('method-not-allowed', `${ctx.method} is not allowed; this API only answers.`, {
      headers: { Allow: 'GET, HEAD' },
    });
  }
  await next();
};

const notFound = (path: string): Problem =>
  new Problem('not-found', `${path} is not a path of this API; /openapi.json lists them all.`);

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const cause = { headers: retryAfter, cause: error };
  if (error instanceof EditionGoneError) return new Problem('edition-gone', error.message);
  if (error instanceof DeadlineError) return new Problem('deadline', error.message, cause);
  if (error instanceof NoEditionError) return new Problem('no-edition', error.message, cause);
  if (error instanceof SchemaVersionError) return new Problem('schema-version', error.message, cause);
  if (error instanceof VersionError) return new Problem('elasticsearch-version', error.message, cause);
  const fault = clusterFaultOf(error);
  if (fault !== undefined) return new Problem(fault.kind, fault.detail, cause);
  if (error instanceof PartialReplyError || isShardFailure(error)) {
    return new Problem('partial-answer', 'Elasticsearch could not answer for all of the data.', cause);
  }
  if (isUnavailable(error) || isRefused(error)) {
    return new Problem('elasticsearch-unavailable', 'Elasticsearch did not answer.', cause);
  }
  return new Problem('internal', 'Something went wrong here; it has been logged.', { cause: error });
}

/** With `allow_partial_search_results: false` Elasticsearch answers 503 or 504 itself when a shard fails. */
const isShardFailure = (error: unknown): boolean =>
  error instanceof errors.ResponseError &&
  error.body?.error?.type === 'search_phase_execution_exception' &&
  (error.statusCode ?? 0) >= 500;

const isRefused = (error: unknown): boolean =>
  error instanceof errors.ProductNotSupportedError ||
  (error instanceof errors.ResponseError && [401, 403].includes(error.statusCode ?? 0));
