import type { Middleware } from 'koa';
import { Problem } from '../problem.js';

const maxUrlBytes = 4096;
const maxQueryParameters = 50;

/** Refuses what nobody sends in earnest, before anything looks into it. Node bounds the headers, at 16 KB. */
export const refuseOversized: Middleware = (ctx, next) => {
  // Node lets no other characters through than those of one byte.
  if (ctx.url.length > maxUrlBytes) {
    throw new Problem('uri-too-long', `The URL has more than ${maxUrlBytes} bytes.`);
  }
  if (ctx.querystring.split('&').length > maxQueryParameters) {
    throw new Problem('uri-too-long', `The URL has more than ${maxQueryParameters} query parameters.`);
  }
  return next();
};
