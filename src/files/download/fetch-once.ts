import { open } from 'node:fs/promises';
import { maskUrl } from '../../http/mask-url.js';
import type { HttpReply } from '../../http/request.js';
import { DatasetError } from '../dataset-error.js';
import type { CachedDownload, CachedFile } from './cached-download.js';
import type { DownloadLimits, DownloadOptions } from './download-options.js';
import { explainStatus } from './explain-status.js';
import { type Body, readAhead } from './read-ahead.js';
import { conditionalHeaders, continues, rangeHeaders, serverMetaOf, validatorOf } from './resumption.js';
import { sendRequest } from './send-request.js';
import { StallWatch } from './stall-watch.js';
import { TransientError } from './transient-error.js';

type Options = DownloadOptions & { limits: DownloadLimits };

/**
 * Sends one request, for the rest of a part or for the file if it has changed, and stores the answer in the cache. When
 * it returns, the download is finished.
 * @throws {TransientError} when a retry may help; {DownloadError}, {InputNotFoundError} or {DatasetError} when it will not
 */
export async function fetchOnce(url: URL, cached: CachedDownload, options: Options): Promise<void> {
  const watch = new StallWatch(options.signal);
  try {
    const part = await findResumable(cached);
    const finished = part === undefined ? await cached.findFinished() : undefined;
    watch.expect('no answer', options.limits.answerWithin);
    const headers = part ? rangeHeaders(part) : finished ? conditionalHeaders(finished) : {};
    const response = await sendRequest(url, headers, options.limits, watch.signal);
    const body = readAhead(response, url, {
      start: () => watch.expect('no byte came', options.limits.stallAfter),
      stop: () => watch.stop(),
    });
    try {
      if (response.status === 304 && finished !== undefined) return await expectComplete(finished, cached);
      const start = await beginPart(response, part, cached, url);
      await receive(body, { start, url, cached, options });
    } finally {
      body.cancel();
    }
    await cached.finishPart();
  } finally {
    watch.stop();
  }
}

/** Returns the part of an earlier request, if the server can be asked for exactly its rest. */
async function findResumable(cached: CachedDownload): Promise<CachedFile | undefined> {
  const part = await cached.findPart();
  return part !== undefined && part.size > 0 && validatorOf(part.meta) !== undefined ? part : undefined;
}

/** A file that is unchanged on the server can only be used if the copy in the cache is complete. */
async function expectComplete({ size, meta }: CachedFile, cached: CachedDownload): Promise<void> {
  if (meta.total === null || meta.total === size) return;
  await cached.deleteFinished();
  throw new TransientError(`the copy in the cache has ${size} of ${meta.total} bytes`);
}

/** Prepares the part for the body of an answer and returns the offset at which it begins. */
async function beginPart(
  response: HttpReply,
  part: CachedFile | undefined,
  cached: CachedDownload,
  url: URL,
): Promise<number> {
  const { status } = response;
  if (status === 206 && part !== undefined && continues(part, response)) return part.size;
  if (part !== undefined && (status === 206 || status === 416)) {
    await cached.deletePart();
    throw new TransientError(`the server answered ${status} with another range than the one asked for`);
  }
  if (status !== 200) throw explainStatus(response, url);
  await cached.beginPart(serverMetaOf(response));
  return 0;
}

type Reception = { start: number; url: URL; cached: CachedDownload; options: Options };

/** Appends the body to the part until it is complete. */
async function receive(body: Body, { start, url, cached, options }: Reception): Promise<void> {
  const total = (await cached.findPart())?.meta.total ?? undefined;
  const most = options.expectedSize ?? options.limits.maxBytes;
  if (total !== undefined && (total > most || total < (options.expectedSize ?? 0))) {
    await cached.deletePart();
    throw wrongSize(url, `${total} bytes`, options);
  }
  let received = start;
  const file = await open(cached.part, 'a');
  try {
    for await (const chunk of body.chunks) {
      received += chunk.length;
      if (received > most) break;
      await file.appendFile(chunk);
      options.onProgress?.({ received, total });
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (received > most || received > (total ?? received)) {
    await cached.deletePart();
    throw wrongSize(url, `more than ${Math.min(most, total ?? most)} bytes`, options);
  }
  if (received < (total ?? received))
    throw new TransientError(`the connection ended after ${received} of ${total} bytes`);
}

function wrongSize(url: URL, size: string, { expectedSize, limits }: Options): DatasetError {
  const allowed =
    expectedSize === undefined
      ? `at most ${limits.maxBytes} are downloaded`
      : `${expectedSize} were expected`;
  return new DatasetError(`${maskUrl(url)} has ${size}; ${allowed}. It is another edition, or no edition`);
}
