import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Encoding } from '../requests/negotiate.js';
import type { SerializedAnswer } from './serialize-answer.js';

/** An answer as it is sent: whole, or as a stream. */
export type AnswerResponse = { headers: Record<string, string>; body: Buffer | Readable };

/** Bytes, about, that are handed to the connection at a time: what is not yet read waits in Elasticsearch. */
const pieceLength = 32 * 1024;

/** Returns a stream of a long text, which asks for the next page only when its reader has taken the one before. */
function toStream(pages: AsyncIterable<string>): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const page of pages) {
      const bytes = Buffer.from(page);
      for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
    }
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: pieceLength });
}

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
    return { headers, body: Buffer.isBuffer(body) ? body : toStream(body) };
  }
  const encoded = { ...headers, 'Content-Encoding': encoding };
  if (Buffer.isBuffer(body)) return { headers: encoded, body: await compress(body, encoding) };
  const compressor = encoding === 'br' ? createBrotliCompress(brotli) : createGzip();
  // An error destroys the compressor, and with it the connection: a truncated answer never looks whole.
  pipeline(toStream(body), compressor, () => {});
  return { headers: encoded, body: compressor };
}

const compress = (body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> =>
  encoding === 'br' ? promisify(brotliCompress)(body, brotli) : promisify(gzip)(body);
