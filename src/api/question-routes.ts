import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import compose from 'koa-compose';
import { GenerationGoneError } from '../analytics/editions/generation-gone-error.js';
import type { Question } from '../analytics/question.js';
import { isAway } from '../elasticsearch/away-error.js';
import type { Generation } from '../model/generation.js';
import { type Answerer, type Form, notFound } from './answers/answerer.js';
import { DeadlineError } from './answers/deadline.js';
import { negotiateEncoding, negotiateFormat } from './answers/negotiate.js';
import { type AnswerRequest, createKnownRequests, createRequestReader } from './answers/read-request.js';
import { noteRoute, noteSource } from './observe-requests.js';
import { Problem } from './problem.js';
import { transportOf } from './request-id.js';

/**
 * One route per question; the guard is part of each, so that no spelling of a path gets around it. In front of the
 * routes, a URL that was asked before goes past them: looking it up costs a tenth of routing and reading it.
 */
export function questionRoutes(
  questions: readonly Question[],
  answerer: Answerer,
  guard: readonly Middleware[],
): { known: Middleware; routes: Middleware } {
  const requests = createKnownRequests();
  const pass = compose([...guard]);
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const question of questions) {
    const readRequest = createRequestReader(question, requests);
    router.get(`/${question.name.replaceAll(/\{(\w+)\}/g, ':$1')}`, ...guard, (ctx) =>
      answer(ctx, answerer, readRequest(ctx.params, ctx.url, ctx.query)),
    );
  }
  return {
    routes: router.routes() as Middleware,
    known: (ctx, next) => {
      const request = requests.get(ctx.url);
      if (request === undefined || !(ctx.method === 'GET' || ctx.method === 'HEAD')) return next();
      noteRoute(ctx, `/v1/${request.question.name}`);
      return pass(ctx, () => answer(ctx, answerer, request));
    },
  };
}

async function answer(ctx: Context, answerer: Answerer, request: AnswerRequest): Promise<void> {
  const format = request.format ?? negotiateFormat(ctx);
  if (request.parameters.limit === 'all' && format === 'json') throw noAllInJson();
  const form = { format, encoding: negotiateEncoding(ctx) };
  try {
    const generation = answerer.knownGenerationOf(request) ?? (await answerer.generationOf(request));
    await respond(ctx, answerer, request, generation, form);
  } catch (error) {
    if (respondStale(ctx, answerer, request, form, error)) return;
    // Looked up in the last second, and deleted since: two publishes in a row.
    if (!(error instanceof GenerationGoneError) || request.generation !== undefined) throw error;
    await respond(ctx, answerer, request, await answerer.renewGeneration(), form);
  }
}

async function respond(
  ctx: Context,
  answerer: Answerer,
  request: AnswerRequest,
  generation: Generation,
  form: Form,
): Promise<void> {
  const tag = answerer.tagOf(request, generation, form);
  ctx.state.generation = generation;
  ctx.set('ETag', tag);
  ctx.set('Vary', 'Accept, Accept-Encoding, Origin');
  if (isFresh(ctx, tag)) {
    noteSource(ctx, 'not-modified');
    ctx.status = 304;
    return;
  }
  const ready = answerer.remembered(tag);
  const sent = ready ?? (await answerer.answer(request, generation, form, transportOf(ctx)));
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
    isAway(error) || error instanceof DeadlineError ? answerer.staleGenerationOf(request) : undefined;
  if (stale === undefined) return false;
  const tag = answerer.tagOf(request, stale.generation, form);
  const ready = answerer.remembered(tag);
  if (ready === undefined) return false;
  noteSource(ctx, 'stale');
  ctx.state.generation = stale.generation;
  ctx.set('ETag', tag);
  ctx.set('Vary', 'Accept, Accept-Encoding, Origin');
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

/** RFC 9110, 13.1.2: a strong tag is compared as it is, and for this purpose a weak one without its mark. */
const isFresh = (ctx: Context, tag: string): boolean => {
  const header = ctx.headers['if-none-match'];
  if (header === undefined) return false;
  return header === tag || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
};

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
