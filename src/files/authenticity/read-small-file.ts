import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { maskUrl } from '../../http/mask-url.js';
import { InputNotFoundError } from '../dataset-error.js';
import { defaultLimits } from '../download/download-options.js';
import { explainStatus } from '../download/explain-status.js';
import { sendRequest } from '../download/send-request.js';
import { DownloadError, TransientError } from '../download/transient-error.js';

/** Bytes of the largest file of checksums, signature or key. */
const maxBytes = 1024 * 1024;

/** A file that authenticates an edition: its bytes, and where they are from, for messages. */
export type SmallFile = { where: string; bytes: Buffer };

/**
 * Reads a small file: a path, or an http(s) URL.
 * @param what - it is, for messages
 * @throws {InputNotFoundError} when it is not there, or too large to be one; {DownloadError} when there is no answer
 */
export async function readSmallFile(source: string, what: string, signal?: AbortSignal): Promise<SmallFile> {
  const file = /^https?:\/\//i.test(source)
    ? await fetchFile(new URL(source), signal)
    : await readPath(source, what);
  if (file.bytes.length <= maxBytes) return file;
  throw new InputNotFoundError(`${file.where}: expected ${what}, which has at most ${maxBytes} bytes`);
}

async function readPath(path: string, what: string): Promise<SmallFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new InputNotFoundError(`${path}: no such file; expected ${what}`);
  return { where: path, bytes: found.size > maxBytes ? Buffer.alloc(maxBytes + 1) : await readFile(path) };
}

async function fetchFile(url: URL, signal: AbortSignal | undefined): Promise<SmallFile> {
  const limit = AbortSignal.timeout(defaultLimits.answerWithin);
  const within = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  try {
    const response = await sendRequest(url, {}, defaultLimits, within);
    if (response.status !== 200) {
      response.body.on('error', () => {}).destroy();
      throw explainStatus(response, url);
    }
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > maxBytes) response.body.destroy(new Error(`it has ${length} bytes`));
    return { where: maskUrl(url), bytes: await buffer(limitTo(response.body)) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof InputNotFoundError || error instanceof DownloadError) throw error;
    const reason =
      limit.aborted && !(error instanceof TransientError) ? 'no answer in time' : (error as Error).message;
    throw new DownloadError(`${maskUrl(url)} could not be downloaded: ${reason}; run it again`);
  }
}

/** Ends after one byte more than is allowed, however much comes. */
async function* limitTo(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    yield chunk.subarray(0, maxBytes + 1 - bytes);
    bytes += chunk.length;
    if (bytes > maxBytes) return;
  }
}
