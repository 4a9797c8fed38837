import type { Context } from 'koa';
import { Problem } from '../problems/problem.js';
import { type Format, formats, mediaTypes } from './common-parameters.js';

/** Encodings of a body, the preferred ones first: brotli is smaller than gzip. */
export const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * Returns the format that the header Accept asks for, JSON when it allows all.
 * @throws {Problem} `not-acceptable` when it allows none
 */
export function negotiateFormat(ctx: Context): Format {
  // Koa compares the parameters of media types too, of which ours have none.
  ctx.req.headers.accept &&= withoutParameters(ctx.req.headers.accept);
  const type = ctx.accepts(Object.values(mediaTypes));
  const format = formats.find((candidate) => mediaTypes[candidate] === type);
  if (format !== undefined) return format;
  throw new Problem('not-acceptable', `Answers come as ${Object.values(mediaTypes).join(', ')}.`);
}

/** Removes the parameters of media types, such as `charset=utf-8`; `q`, the weight, is none of them. */
const withoutParameters = (accept: string): string =>
  accept.replaceAll(/;\s*(?!q\s*=)[^\s;,="]+\s*(?:=\s*(?:"[^"]*"|[^\s;,"]*))?/gi, '');

/** Returns the first of our encodings that the header Accept-Encoding allows. */
export function negotiateEncoding(ctx: Context): Encoding {
  // Without the header any encoding is allowed (RFC 9110, 12.5.3), but programs that send none rarely decode.
  if (ctx.headers['accept-encoding'] === undefined) return 'identity';
  return encodings.find((candidate) => ctx.acceptsEncodings(candidate) === candidate) ?? 'identity';
}
