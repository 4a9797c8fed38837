import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Middleware } from 'koa';
import { routeOf } from './observe-requests.js';
import { requestIdOf } from './request-id.js';

/**
 * Records a span for each request, below the caller's if it sent a `traceparent`; its searches are below it. Names and
 * attributes follow OpenTelemetry's HTTP conventions; the query is left out, as it holds people's searches.
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
