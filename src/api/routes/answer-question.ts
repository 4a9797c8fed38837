import type { Context } from 'koa';
import type { Answers } from '../answers/create-answers.js';
import type { AnswerResponse } from '../answers/encode.js';
import { inEdition, type StaleAnswer } from '../answers/in-edition.js';
import { acceptsNone, type Form, matchesTag, type Representation } from '../answers/representation.js';
import { noteSource } from '../middleware/observe-requests.js';
import { transportOf } from '../middleware/request-id.js';
import { Problem } from '../problems/problem.js';
import { type AnswerRequest, unknownSubject } from '../requests/answer-request.js';
import { negotiateEncoding, negotiateFormat } from '../requests/negotiate.js';

/** Request headers by which the responses to one URL differ. */
const vary = 'Accept, Accept-Encoding, Origin';

/** Responds to a question with its answer, from the cache or by a search. */
export async function answerQuestion(ctx: Context, answers: Answers, request: AnswerRequest): Promise<void> {
  await inEdition(answers, request, formOf(ctx, request), {
    answer: (representation) => respond(ctx, answers, representation),
    stale: (answer) => respondStale(ctx, answer),
  });
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

/** Sends an answer of the edition that was live last, with its age. */
function respondStale(ctx: Context, { representation, response, age }: StaleAnswer): void {
  noteSource(ctx, 'stale');
  setValidators(ctx, representation);
  ctx.set({
    // RFC 9111 retired the header without a successor; clients that know it learn what happened.
    Warning: '110 marquee "Response is Stale"',
    Age: String(Math.ceil(age / 1000)),
    // A cache that stored it would not see the end of the outage.
    'Cache-Control': 'private, no-store',
  });
  if (acceptsNone(ctx) || matchesTag(ctx, representation.tag)) ctx.status = 304;
  else send(ctx, response);
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
