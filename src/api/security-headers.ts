import type { Middleware } from 'koa';

const headers = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-cache',
};

/** Answers are for programs: never sniffed, framed, or used again without asking. */
export const securityHeaders: Middleware = async (ctx, next) => {
  ctx.set(headers);
  await next();
};
