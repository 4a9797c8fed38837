import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { AnswerSource, Metrics } from '../../telemetry/metrics/create-metrics.js';
import { requestIdOf } from './request-id.js';

/** Notes where an answer came from, for the metrics and the log. */
export function noteSource(ctx: Context, source: AnswerSource): void {
  ctx.state.source = source;
}

/** Notes the route of a request that does not go through the router. */
export function noteRoute(ctx: Context, route: string): void {
  ctx.state.route = route;
}

/**
 * Measures every request and writes a line about it. Those that cost nothing and come by the thousand (remembered
 * answers, 304s, health, metrics) are lines at `debug`, everything else at `info`. A line has the route and never the
 * query or a header: neither tokens nor what people search for get into the log.
 */
export function observeRequests(metrics: Metrics, logger: Logger): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    await next();
    const milliseconds = performance.now() - began;
    const route = routeOf(ctx);
    const source = ctx.state.source as AnswerSource | undefined;
    metrics.observeRequest(route, ctx.status, milliseconds / 1000);
    if (source !== undefined) metrics.countAnswer(source);
    const level = isCheap(ctx.status, route, source) ? 'debug' : 'info';
    if (!logger.isLevelEnabled(level)) return;
    logger[level](
      {
        requestId: requestIdOf(ctx),
        subject: ctx.state.user?.sub,
        method: ctx.method,
        route,
        params: ctx.params,
        status: ctx.status,
        ms: Math.round(milliseconds * 1000) / 1000,
        source,
        edition: ctx.state.edition,
      },
      'answered',
    );
  };
}

const probes: readonly string[] = ['/livez', '/readyz', '/metrics'];

const isCheap = (status: number, route: string, source: AnswerSource | undefined): boolean =>
  status < 400 && (source === 'remembered' || source === 'not-modified' || probes.includes(route));

const templates = new Map<string, string>();

/** The template, as OpenAPI writes it; `none` for paths that nobody serves, which are as many as callers invent. */
export function routeOf(ctx: Context): string {
  if (ctx.state.route !== undefined) return ctx.state.route as string;
  const matched = ctx._matchedRoute as unknown;
  if (typeof matched !== 'string') return 'none';
  let template = templates.get(matched);
  if (template === undefined) {
    template = matched.replaceAll(/:(\w+)/g, '{$1}');
    templates.set(matched, template);
  }
  return template;
}
