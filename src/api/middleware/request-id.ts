import { randomUUID } from 'node:crypto';
import type { TransportRequestOptions } from '@elastic/elasticsearch';
import type { Context, Middleware } from 'koa';

/** W3C Trace Context, version 00. */
const traceparentPattern = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/**
 * Gives every request an id: the caller's X-Request-Id if it is well formed, else a new one. It is on the response, in
 * problems, in the log, and in Elasticsearch's slow log and task list.
 */
export const requestId: Middleware = (ctx, next) => {
  const given = ctx.get('X-Request-Id');
  ctx.state.requestId = /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
  return next();
};

export const requestIdOf = (ctx: Context): string => ctx.state.requestId as string;

/** Returns what identifies a request to Elasticsearch: its id as `x-opaque-id`, and the caller's `traceparent`. */
export function transportOf(ctx: Context): TransportRequestOptions {
  const traceparent = ctx.get('traceparent');
  return {
    opaqueId: requestIdOf(ctx),
    ...(traceparentPattern.test(traceparent) && { headers: { traceparent } }),
  };
}
