import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Representation } from './serialize.js';

export const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

/** Smaller answers fit a packet or two as they are. */
const minBytes = 1024;

/** Between speed and size: level 11 takes 50 times as long for a tenth less. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Compresses a whole body, or a stream on its way. */
export async function encode(
  { headers, body }: Representation,
  encoding: Encoding,
): Promise<{ headers: Record<string, string>; body: Buffer | Readable }> {
  const isSmall = Buffer.isBuffer(body) && body.length < minBytes;
  if (encoding === 'identity' || isSmall) {
    return { headers, body: Buffer.isBuffer(body) ? body : Readable.from(body) };
  }
  const encoded = { ...headers, 'Content-Encoding': encoding };
  if (!Buffer.isBuffer(body)) {
    const compressor = encoding === 'br' ? createBrotliCompress(brotli) : createGzip();
    // An error destroys the compressor, and so the connection: a cut answer never looks whole.
    pipeline(Readable.from(body), compressor, () => {});
    return { headers: encoded, body: compressor };
  }
  const compressed =
    encoding === 'br' ? await promisify(brotliCompress)(body, brotli) : await promisify(gzip)(body);
  return { headers: encoded, body: compressed };
}
