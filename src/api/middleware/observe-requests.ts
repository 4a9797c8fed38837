import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { AnswerSource, ApiMetrics } from '../../telemetry/metrics/api-metrics.js';
import { requestIdOf } from './request-id.js';

/** Notes where an answer came from, for the metrics and the log. */
export function noteSource(ctx: Context, source: AnswerSource): void {
  ctx.state.source = source;
}

/** Notes which tool of the MCP server was called, and the problem that it returned, for the log. */
export function noteCall(ctx: Context, call: { tool: string; problem?: string }): void {
  ctx.state.call = call;
}

/**
 * Measures every request and writes a line about it to the log: at `debug` for those that are cheap and come by the
 * thousand (cached answers, 304s, health, metrics), at `usual` for all others. A line has the route, never the query or
 * a header: neither tokens nor people's searches get into the log.
 */
export function observeRequests(
  metrics: ApiMetrics,
  logger: Logger,
  usual: 'info' | 'debug' = 'info',
): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    await next();
    const milliseconds = performance.now() - started;
    const route = routeOf(ctx);
    const source = ctx.state.source as AnswerSource | undefined;
    metrics.observeRequest(route, ctx.status, milliseconds / 1000);
    if (source !== undefined) metrics.countAnswer(source);
    const level = isCheap(ctx.status, route, source) ? 'debug' : usual;
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
        ...ctx.state.call,
      },
      'answered',
    );
  };
}

const cheapSources: readonly (AnswerSource | undefined)[] = ['cached', 'not-modified'];
const probes: readonly string[] = ['/livez', '/readyz', '/metrics'];

const isCheap = (status: number, route: string, source: AnswerSource | undefined): boolean =>
  status < 400 && (cheapSources.includes(source) || probes.includes(route));

const templates = new Map<string, string>();

/** Returns the route as OpenAPI writes it; `none` for unknown paths, of which callers can invent any number. */
export function routeOf(ctx: Context): string {
  const matched = ctx._matchedRoute as unknown;
  if (typeof matched !== 'string') return 'none';
  let template = templates.get(matched);
  if (template === undefined) {
    template = matched.replaceAll(/:(\w+)/g, '{$1}');
    templates.set(matched, template);
  }
  return template;
}
