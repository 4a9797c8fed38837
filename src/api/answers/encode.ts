import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Encoding } from '../requests/negotiate.js';
import type { SerializedAnswer } from './serialize-answer.js';

/** An answer as it is sent: whole, or as a stream. */
export type AnswerResponse = { headers: Record<string, string>; body: Buffer | Readable };

/** Smaller answers fit into a packet or two without compression. */
const minBytes = 1024;

/** Between speed and size: level 11 takes 50 times as long for a tenth less. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Compresses a body, whole or as a stream. */
export async function encode(
  { headers, body }: SerializedAnswer,
  encoding: Encoding,
): Promise<AnswerResponse> {
  const isSmall = Buffer.isBuffer(body) && body.length < minBytes;
  if (encoding === 'identity' || isSmall) {
    return { headers, body: Buffer.isBuffer(body) ? body : Readable.from(body) };
  }
  const encoded = { ...headers, 'Content-Encoding': encoding };
  if (Buffer.isBuffer(body)) return { headers: encoded, body: await compress(body, encoding) };
  const compressor = encoding === 'br' ? createBrotliCompress(brotli) : createGzip();
  // An error destroys the compressor, and with it the connection: a truncated answer never looks whole.
  pipeline(Readable.from(body), compressor, () => {});
  return { headers: encoded, body: compressor };
}

const compress = (body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> =>
  encoding === 'br' ? promisify(brotliCompress)(body, brotli) : promisify(gzip)(body);
