import type { Context } from 'koa';
import type { EditionId } from '../../model/edition-id.js';
import { type AnswerRequest, digestOf } from '../requests/answer-request.js';
import type { Format } from '../requests/common-parameters.js';
import type { Encoding } from '../requests/negotiate.js';

/** The form in which an answer is sent. */
export type Form = {
  format: Format;
  encoding: Encoding;
  /** Whether it begins with a byte order mark. */
  hasMark: boolean;
};

/** One answer of one edition in one form: what an ETag names, before it is computed. */
export type Representation = {
  request: AnswerRequest;
  edition: EditionId;
  form: Form;
  /** A strong ETag (RFC 9110, 8.8.3). */
  tag: string;
};

/**
 * Identifies an answer by what determines its bytes, so its ETag is known before the answer is.
 * @param version Marquee's own: another version may serialise the same answer differently
 */
export function identify(
  request: AnswerRequest,
  edition: EditionId,
  form: Form,
  version: string,
): Representation {
  const key = `${form.format} ${form.encoding}${form.hasMark ? ' bom' : ''}`;
  const digest = request.digests.get(key) ?? digestOf(version, request.path, request.query, key);
  request.digests.set(key, digest);
  return { request, edition, form, tag: `"${edition}-${digest}"` };
}

/** Whether the caller asks for an answer only if there is none (RFC 9110, 13.1.2). */
export const acceptsNone = (ctx: Context): boolean => ctx.headers['if-none-match']?.trim() === '*';

/**
 * Whether the caller already has what a tag names. If-None-Match compares weakly (RFC 9110, 13.1.2): proxies that
 * compress mark strong tags as weak.
 */
export function matchesTag(ctx: Context, tag: string): boolean {
  const header = ctx.headers['if-none-match'];
  if (header === undefined) return false;
  return header === tag || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
