import { open } from 'node:fs/promises';
import { maskUrl } from '../../http/mask-url.js';
import { DatasetError } from '../dataset-error.js';
import type { CachedDownload, Kept } from './cached-download.js';
import type { DownloadOptions } from './download-edition.js';
import type { DownloadLimits } from './download-limits.js';
import { explainStatus } from './explain-status.js';
import { type Body, readAhead } from './read-ahead.js';
import { conditionOf, continues, notesOf, rangeOf, validatorOf } from './resumption.js';
import { sendRequest } from './send-request.js';
import { StallWatch } from './stall-watch.js';
import { TransientError } from './transient-error.js';

type Options = DownloadOptions & { limits: DownloadLimits };

/**
 * One request: for the rest of a part, or for the file if it has changed, and its answer into the cache.
 * Once it returns, the finished download is in its place.
 * @throws {TransientError} when trying again may help. @throws {DatasetError} when it will not.
 */
export async function fetchOnce(url: URL, cached: CachedDownload, options: Options): Promise<void> {
  const watch = new StallWatch(options.signal);
  try {
    const part = await resumable(cached);
    const finished = part === undefined ? await cached.finished() : undefined;
    watch.expect('no answer', options.limits.answerWithin);
    const headers = part ? rangeOf(part) : finished ? conditionOf(finished) : {};
    const response = await sendRequest(url, headers, options.limits, watch.signal);
    const body = readAhead(response, url, {
      start: () => watch.expect('no byte came', options.limits.stallAfter),
      stop: () => watch.stop(),
    });
    try {
      if (response.status === 304 && finished !== undefined) return await expectWhole(finished, cached);
      const start = await beginPart(response, part, cached, url);
      await receive(body, { start, url, cached, options });
    } finally {
      await body.cancel();
    }
    await cached.finish();
  } finally {
    watch.stop();
  }
}

/** The part of an earlier request, if the server can be asked for its rest and for nothing else. */
async function resumable(cached: CachedDownload): Promise<Kept | undefined> {
  const part = await cached.begun();
  return part !== undefined && part.size > 0 && validatorOf(part.notes) !== undefined ? part : undefined;
}

/** An unchanged file is of use only if the copy is whole. */
async function expectWhole({ size, notes }: Kept, cached: CachedDownload): Promise<void> {
  if (notes.total === null || notes.total === size) return;
  await cached.drop();
  throw new TransientError(`the copy in the cache has ${size} of ${notes.total} bytes`);
}

/** Makes the part ready for what comes, and answers the offset at which that begins. */
async function beginPart(
  response: Response,
  part: Kept | undefined,
  cached: CachedDownload,
  url: URL,
): Promise<number> {
  const { status } = response;
  if (status === 206 && part !== undefined && continues(part, response)) return part.size;
  if (part !== undefined && (status === 206 || status === 416)) {
    await cached.dropPart();
    throw new TransientError(`the server answered ${status} with another range than the one asked for`);
  }
  if (status !== 200) throw explainStatus(response, url);
  await cached.begin(notesOf(response));
  return 0;
}

type Reception = { start: number; url: URL; cached: CachedDownload; options: Options };

/** Appends the body to the part until it is whole. */
async function receive(body: Body, { start, url, cached, options }: Reception): Promise<void> {
  const total = (await cached.begun())?.notes.total ?? undefined;
  const most = options.expectedSize ?? options.limits.maxBytes;
  if (total !== undefined && (total > most || total < (options.expectedSize ?? 0))) {
    await cached.dropPart();
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
    await cached.dropPart();
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
