import type { Middleware } from 'koa';
import { requestIdOf } from './request-id.js';

/** Answers are for programs: no sniffing, no framing, not shown as a page, and revalidated before they are used again. */
const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-cache',
};

/** Sets the headers that every response has, problems too; routes may override them. */
export const commonHeaders: Middleware = (ctx, next) => {
  ctx.set('X-Request-Id', requestIdOf(ctx));
  ctx.set(securityHeaders);
  return next();
};
