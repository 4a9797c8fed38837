import type { Context, Middleware } from 'koa';
import { requestIdOf } from './request-id.js';

/** Answers are for programs: never sniffed, framed, shown as a page, or used again without asking. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-cache',
};

/** Sets what every answer has, problems too. */
export function setCommonHeaders(ctx: Context): void {
  ctx.set('X-Request-Id', requestIdOf(ctx));
  ctx.set(securityHeaders);
}

export const commonHeaders: Middleware = (ctx, next) => {
  setCommonHeaders(ctx);
  return next();
};
