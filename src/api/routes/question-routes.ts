import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { EditionGoneError } from '../../editions/edition-gone-error.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Question } from '../../questions/question.js';
import { type Answerer, type Form, notFound } from '../answers/answerer.js';
import { DeadlineError } from '../answers/deadline.js';
import { isFresh } from '../answers/is-fresh.js';
import { negotiateEncoding, negotiateFormat } from '../answers/negotiate.js';
import { type AnswerRequest, createRequestReader, type KnownRequests } from '../answers/read-request.js';
import { noteSource } from '../middleware/observe-requests.js';
import { transportOf } from '../middleware/request-id.js';
import { vary } from '../middleware/serve-cached.js';
import { Problem } from '../problem.js';

/** One route per question; the guard is part of each, so that no spelling of a path gets around it. */
export function questionRoutes(
  questions: readonly Question[],
  requests: KnownRequests,
  answerer: Answerer,
  guard: Middleware,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const question of questions) {
    const readRequest = createRequestReader(question, requests);
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, guard, (ctx) =>
      answer(ctx, answerer, requests.get(ctx.url) ?? readRequest(ctx.params, ctx.url, ctx.query)),
    );
  }
  return router;
}

async function answer(ctx: Context, answerer: Answerer, request: AnswerRequest): Promise<void> {
  const format = request.format ?? negotiateFormat(ctx);
  if (request.parameters.limit === 'all' && format === 'json') throw noAllInJson();
  const form = { format, encoding: negotiateEncoding(ctx) };
  try {
    const edition = answerer.knownEditionOf(request) ?? (await answerer.editionOf(request));
    await respond(ctx, answerer, request, edition, form);
  } catch (error) {
    if (respondStale(ctx, answerer, request, form, error)) return;
    // Looked up in the last second, and deleted since: two publishes in a row.
    if (!(error instanceof EditionGoneError) || request.edition !== undefined) throw error;
    await respond(ctx, answerer, request, await answerer.renewEdition(), form);
  }
}

async function respond(
  ctx: Context,
  answerer: Answerer,
  request: AnswerRequest,
  edition: EditionId,
  form: Form,
): Promise<void> {
  const tag = answerer.tagOf(request, edition, form);
  ctx.state.edition = edition;
  ctx.set('ETag', tag);
  ctx.set('Vary', vary);
  if (isFresh(ctx, tag)) {
    noteSource(ctx, 'not-modified');
    ctx.status = 304;
    return;
  }
  const ready = answerer.remembered(tag);
  const sent = ready ?? (await answerer.answer(request, edition, form, transportOf(ctx)));
  if (sent === undefined) throw notFound(request);
  noteSource(ctx, ready === undefined ? 'computed' : 'remembered');
  ctx.set(sent.headers);
  ctx.body = sent.body;
}

/** Answers what is remembered, and says how old it may be, if that is wanted and Elasticsearch is away. */
function respondStale(
  ctx: Context,
  answerer: Answerer,
  request: AnswerRequest,
  form: Form,
  error: unknown,
): boolean {
  const stale =
    isUnavailable(error) || error instanceof DeadlineError ? answerer.staleEditionOf(request) : undefined;
  if (stale === undefined) return false;
  const tag = answerer.tagOf(request, stale.edition, form);
  const ready = answerer.remembered(tag);
  if (ready === undefined) return false;
  noteSource(ctx, 'stale');
  ctx.state.edition = stale.edition;
  ctx.set('ETag', tag);
  ctx.set('Vary', vary);
  // RFC 9111 retired the header without a successor; those who know it are told what happened.
  ctx.set('Warning', '110 marquee "Response is Stale"');
  ctx.set('Age', String(Math.ceil(stale.age / 1000)));
  // Whoever remembered it would not see the end of the outage.
  ctx.set('Cache-Control', 'private, no-store');
  if (isFresh(ctx, tag)) {
    ctx.status = 304;
    return true;
  }
  ctx.set(ready.headers);
  ctx.body = ready.body;
  return true;
}

const noAllInJson = (): Problem =>
  new Problem('invalid-parameter', "'limit' is 'all': it goes with format=csv or format=ndjson.", {
    errors: [
      {
        parameter: 'limit',
        value: 'all',
        allowed: 'must be a whole number from 1 to 1000, unless format is csv or ndjson',
      },
    ],
  });
