import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem.js';
import { type Format, formats, mediaTypes } from './common-parameters.js';
import { type Encoding, encodings } from './encode.js';

/** Clients send few different headers; the reading of each is remembered. */
const accepted = new LRUCache<string, Format | 'none'>({ max: 500 });
const encoded = new LRUCache<string, Encoding>({ max: 500 });

/** The form that the header Accept asks for, JSON if anything will do; undefined when it is none of those there are. */
export function acceptedFormat(ctx: Context): Format | undefined {
  const header = ctx.headers.accept ?? '*/*';
  let format = accepted.get(header);
  if (format === undefined) {
    const type = ctx.accepts(Object.values(mediaTypes));
    format = formats.find((candidate) => mediaTypes[candidate] === type) ?? 'none';
    if (header.length < 200) accepted.set(header, format);
  }
  return format === 'none' ? undefined : format;
}

/** The same. @throws {Problem} `not-acceptable` when it is none of those there are. */
export function negotiateFormat(ctx: Context): Format {
  const format = acceptedFormat(ctx);
  if (format === undefined) {
    throw new Problem('not-acceptable', `Answers come as ${Object.values(mediaTypes).join(', ')}.`);
  }
  return format;
}

/** The first of our encodings that the header Accept-Encoding allows: brotli before gzip, being smaller. */
export function negotiateEncoding(ctx: Context): Encoding {
  const header = ctx.headers['accept-encoding'];
  if (header === undefined) return 'identity';
  let encoding = encoded.get(String(header));
  if (encoding === undefined) {
    encoding = encodings.find((candidate) => ctx.acceptsEncodings(candidate) === candidate) ?? 'identity';
    if (header.length < 200) encoded.set(String(header), encoding);
  }
  return encoding;
}
