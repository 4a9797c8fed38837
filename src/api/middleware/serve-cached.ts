import type { Context, Middleware } from 'koa';
import type { ReadyAnswer } from '../answers/answer-cache.js';
import type { Answerer } from '../answers/answerer.js';
import { isFresh } from '../answers/is-fresh.js';
import { acceptedFormat, negotiateEncoding } from '../answers/negotiate.js';
import type { KnownRequests } from '../answers/read-request.js';
import type { Admit } from '../auth/require-scope.js';
import { securityHeaders, setCommonHeaders } from './common-headers.js';
import { noteRoute, noteSource } from './observe-requests.js';
import { requestIdOf } from './request-id.js';

/** Of every remembered answer, by turns names and values. */
const common = Object.entries(securityHeaders).flat();

/** What the same URL may be answered differently by. */
export const vary = 'Accept, Accept-Encoding, Origin';

/**
 * In front of the routes: a URL that was asked before, whose answer is remembered or is what the caller has, is neither
 * routed nor read again, and its headers are written once instead of set one by one; that is half of the time of such a
 * request (2026-11). All others go on, and so do those of another origin, which need headers of their own.
 */
export function rememberedAnswers(requests: KnownRequests, answerer: Answerer, admit: Admit): Middleware {
  return async (ctx, next) => {
    const request = requests.get(ctx.url);
    if (request === undefined || !isPlainRead(ctx)) return await next();
    const format = request.format ?? acceptedFormat(ctx);
    const edition = answerer.knownEditionOf(request);
    if (edition === undefined || format === undefined) return await next();
    const tag = answerer.tagOf(request, edition, { format, encoding: negotiateEncoding(ctx) });
    const ready = isFresh(ctx, tag) ? 'not-modified' : answerer.remembered(tag);
    if (ready === undefined) return await next();
    noteRoute(ctx, `/v1/${request.question.name}`);
    const left = await admitOrRefuse(ctx, admit);
    ctx.state.edition = edition;
    noteSource(ctx, ready === 'not-modified' ? ready : 'remembered');
    write(ctx, tag, left, ready);
  };
}

const isPlainRead = ({ method, headers }: Context): boolean =>
  (method === 'GET' || method === 'HEAD') && headers.origin === undefined;

async function admitOrRefuse(ctx: Context, admit: Admit): Promise<Record<string, string>> {
  try {
    return await admit(ctx);
  } catch (error) {
    setCommonHeaders(ctx);
    throw error;
  }
}

function write(
  ctx: Context,
  tag: string,
  left: Record<string, string>,
  ready: ReadyAnswer | 'not-modified',
): void {
  const { res } = ctx;
  const headers = ['X-Request-Id', requestIdOf(ctx), ...common, 'ETag', tag, 'Vary', vary];
  for (const name in left) headers.push(name, left[name] as string);
  ctx.respond = false;
  if (ready === 'not-modified') {
    res.writeHead(304, headers);
    res.end();
    return;
  }
  for (const name in ready.headers) headers.push(name, ready.headers[name] as string);
  res.writeHead(200, headers);
  res.end(ready.body);
}
