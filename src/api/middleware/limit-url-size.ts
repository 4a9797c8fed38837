import type { Middleware } from 'koa';
import { Problem } from '../problems/problem.js';

const maxUrlBytes = 4096;
const maxQueryParameters = 50;

/**
 * Rejects oversized URLs before anything parses them; Node limits the headers, to 16 KB.
 * @throws {Problem} `uri-too-long`
 */
export const limitUrlSize: Middleware = (ctx, next) => {
  // Node accepts only characters of one byte in a URL.
  if (ctx.url.length > maxUrlBytes) {
    throw new Problem('uri-too-long', `The URL has more than ${maxUrlBytes} bytes.`);
  }
  if (ctx.querystring.split('&').length > maxQueryParameters) {
    throw new Problem('uri-too-long', `The URL has more than ${maxQueryParameters} query parameters.`);
  }
  return next();
};
