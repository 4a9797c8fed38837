import cors from '@koa/cors';
import type { Middleware } from 'koa';

/** Lets pages of some origins, or of all (`*`), call the API from a browser, never with cookies; without any, no page. */
export function allowOrigins(origins: readonly string[]): Middleware {
  if (origins.length === 0) return (_ctx, next) => next();
  const allow = cors({
    origin: (ctx) => {
      const origin = ctx.get('Origin');
      return origins.includes('*') ? '*' : origins.includes(origin) ? origin : '';
    },
    allowMethods: 'GET,HEAD',
    allowHeaders: 'Authorization,Accept,If-None-Match,X-Request-Id,traceparent',
    exposeHeaders:
      'ETag,Link,RateLimit,RateLimit-Policy,Retry-After,X-Request-Id,Marquee-Meta,Content-Disposition',
    maxAge: 600,
    keepHeadersOnError: false,
  });
  return async (ctx, next) => {
    // The CORS headers decide who may read the response; `same-origin` would contradict them.
    if (ctx.get('Origin') !== '') ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    await allow(ctx, next);
  };
}
