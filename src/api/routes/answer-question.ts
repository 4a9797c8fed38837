import type { Context } from 'koa';
import { EditionGoneError } from '../../editions/edition-gone-error.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import type { Answers } from '../answers/create-answers.js';
import type { AnswerResponse } from '../answers/encode.js';
import { acceptsNone, type Form, matchesTag, type Representation } from '../answers/representation.js';
import { noteSource } from '../middleware/observe-requests.js';
import { transportOf } from '../middleware/request-id.js';
import { DeadlineError } from '../problems/deadline-error.js';
import { Problem } from '../problems/problem.js';
import type { AnswerRequest } from '../requests/answer-request.js';
import { negotiateEncoding, negotiateFormat } from '../requests/negotiate.js';

/** Request headers by which the responses to one URL differ. */
const vary = 'Accept, Accept-Encoding, Origin';

/**
 * Responds to a question: finds the edition, then the answer, in the cache or by a search. While Elasticsearch is
 * unavailable, a cached answer of the edition that was live last is sent, if that is configured.
 */
export async function answerQuestion(ctx: Context, answers: Answers, request: AnswerRequest): Promise<void> {
  const form = formOf(ctx, request);
  const { editions, identify } = answers;
  try {
    await respond(ctx, answers, identify(request, await editions.resolve(request), form));
  } catch (error) {
    if (respondStale(ctx, answers, request, form, error)) return;
    // The live edition was looked up within the last second, and has been replaced and deleted since.
    const isOutdated =
      error instanceof EditionGoneError &&
      request.edition === undefined &&
      error.edition !== request.parameters.compare;
    if (!isOutdated) throw error;
    await respond(ctx, answers, identify(request, await editions.renew(), form));
  }
}

/** @throws {Problem} `not-acceptable`; `invalid-parameter` for all rows as JSON, which is not streamed, and for a byte order mark
 * before anything but CSV */
function formOf(ctx: Context, request: AnswerRequest): Form {
  const format = request.format ?? negotiateFormat(ctx);
  if (format === 'json' && request.parameters.limit === 'all') {
    const allowed = 'must be a whole number from 1 to 1000, unless format is csv or ndjson';
    throw new Problem('invalid-parameter', "'limit' is 'all': it goes with format=csv or format=ndjson.", {
      errors: [{ parameter: 'limit', value: 'all', allowed }],
    });
  }
  if (format !== 'csv' && request.hasMark) {
    throw new Problem('invalid-parameter', "'bom' is '1': it goes with format=csv.", {
      errors: [{ parameter: 'bom', value: '1', allowed: 'must be left out, unless format is csv' }],
    });
  }
  return { format, encoding: negotiateEncoding(ctx), hasMark: request.hasMark };
}

async function respond(
  ctx: Context,
  { answerer, exports }: Answers,
  representation: Representation,
): Promise<void> {
  setValidators(ctx, representation);
  if (matchesTag(ctx, representation.tag)) {
    noteSource(ctx, 'not-modified');
    ctx.status = 304;
    return;
  }
  if (representation.request.parameters.limit === 'all') exports.take(ctx);
  const found = await answerer.find(representation, transportOf(ctx));
  if (found === undefined) throw unknownSubject(representation.request);
  noteSource(ctx, found.source);
  if (acceptsNone(ctx)) {
    if (!Buffer.isBuffer(found.response.body)) found.response.body.destroy();
    ctx.status = 304;
    return;
  }
  send(ctx, found.response);
}

/** Sends a cached answer with its age if Elasticsearch is unavailable; returns whether it did. */
function respondStale(
  ctx: Context,
  { answerer, editions, identify }: Answers,
  request: AnswerRequest,
  form: Form,
  error: unknown,
): boolean {
  if (!isUnavailable(error) && !(error instanceof DeadlineError)) return false;
  const last = editions.resolveStale(request);
  if (last === undefined) return false;
  const representation = identify(request, last.edition, form);
  const cached = answerer.cached(representation);
  if (cached === undefined) return false;
  noteSource(ctx, 'stale');
  setValidators(ctx, representation);
  ctx.set({
    // RFC 9111 retired the header without a successor; clients that know it learn what happened.
    Warning: '110 marquee "Response is Stale"',
    Age: String(Math.ceil(last.age / 1000)),
    // A cache that stored it would not see the end of the outage.
    'Cache-Control': 'private, no-store',
  });
  if (acceptsNone(ctx) || matchesTag(ctx, representation.tag)) ctx.status = 304;
  else send(ctx, cached);
  return true;
}

function setValidators(ctx: Context, { edition, tag }: Representation): void {
  ctx.state.edition = edition;
  ctx.set('ETag', tag);
  ctx.set('Vary', vary);
}

function send(ctx: Context, { headers, body }: AnswerResponse): void {
  ctx.set(headers);
  ctx.body = body;
}

/** The edition has nothing with the id in the path. */
function unknownSubject({ parameters, question }: AnswerRequest): Problem {
  const kind = question.name.split('/')[0];
  const ids = [parameters.id ?? parameters.ids].flat().join(', ');
  const missing = kind === 'movies' ? `movie ${ids}` : `movie of ${kind} ${ids}`;
  return new Problem('not-found', `The edition has no ${missing}.`);
}
