import type { Middleware } from 'koa';
import { Problem } from '../problems/problem.js';

/**
 * Rejects requests with several Host headers (RFC 9112, 3.2), of which servers on their way may have read different
 * ones; Node keeps the first and says nothing.
 * @throws {Problem} `malformed-request`
 */
export const oneHost: Middleware = (ctx, next) => {
  const { rawHeaders } = ctx.req;
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  }
  if (hosts <= 1) return next();
  throw new Problem('malformed-request', 'The request has several Host headers.', {
    headers: { Connection: 'close' },
  });
};
