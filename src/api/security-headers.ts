import type { Middleware } from 'koa';

/** Answers are for programs: never sniffed, framed, shown as a page, or used again without asking. */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-cache',
};

export const securityHeaders: Middleware = (ctx, next) => {
  ctx.set(headers);
  return next();
};
