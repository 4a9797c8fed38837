import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Middleware } from 'koa';
import { routeOf } from './observe-requests.js';
import { requestIdOf } from './request-id.js';

/**
 * A span for each request, below the caller's where it sent a `traceparent`; searches made meanwhile are below it. Names
 * and attributes as in OpenTelemetry's HTTP conventions; the query is left out, since people's searches are in it.
 */
export const traceRequests: Middleware = (ctx, next) => {
  const caller = propagation.extract(context.active(), ctx.headers);
  const attributes = { 'http.request.method': ctx.method, 'url.path': ctx.path };
  return trace
    .getTracer('marquee')
    .startActiveSpan(ctx.method, { kind: SpanKind.SERVER, attributes }, caller, async (span) => {
      try {
        await next();
      } finally {
        const route = routeOf(ctx);
        span.updateName(`${ctx.method} ${route}`);
        span.setAttributes({
          'http.route': route,
          'http.response.status_code': ctx.status,
          'marquee.request_id': requestIdOf(ctx),
          ...(ctx.state.edition !== undefined && { 'marquee.edition': ctx.state.edition as string }),
        });
        if (ctx.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      }
    });
};
