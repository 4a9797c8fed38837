import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import type { HttpReply } from '../../http/request.js';
import { explainFailure } from './transient-error.js';

/** Maximal number of bytes that wait for the consumer. */
const maxAhead = 4 * 1024 ** 2;

/** The body of a response; `chunks` can be read once, `cancel` closes the connection. */
export type Body = { chunks: AsyncGenerator<Uint8Array>; cancel(): void };

/**
 * Reads a body ahead of its consumer, within bounds, so that every byte received before the connection broke is used:
 * a stream that fails drops those that the consumer has not read by then, and on a bad line no download would ever
 * progress. Fails with the errors of {@link explainFailure}.
 * @param watch - called before and after each wait for bytes
 */
export function readAhead(reply: HttpReply, url: URL, watch: { start(): void; stop(): void }): Body {
  const body = decode(reply);
  const chunks: Uint8Array[] = [];
  let ahead = 0;
  let end: { error?: Error } | undefined;
  /** Wakes the consumer, which waits for a chunk. */
  let wake = () => {};

  watch.start();
  body.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    ahead += chunk.length;
    if (ahead <= maxAhead) watch.start();
    else {
      body.pause();
      watch.stop();
    }
    wake();
  });
  const finish = (how: { error?: Error }): void => {
    end ??= how;
    watch.stop();
    wake();
  };
  body.once('end', () => finish({}));
  body.once('error', (error) => finish({ error }));

  async function* drain(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        ahead -= chunk.length;
        if (body.isPaused() && ahead <= maxAhead && end === undefined) {
          watch.start();
          body.resume();
        }
        yield chunk;
      } else if (end !== undefined) {
        if (end.error !== undefined) throw explainFailure(end.error, url);
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  return {
    chunks: drain(),
    cancel() {
      finish({});
      reply.body.destroy();
    },
  };
}

/** Returns the body without its content coding, which a server may have applied although none was asked for. */
function decode({ headers, body }: HttpReply): Readable {
  const coding = headers.get('content-encoding') ?? 'identity';
  const decoder =
    coding === 'br'
      ? createBrotliDecompress()
      : /^(?:x-)?(?:gzip|deflate)$/.test(coding)
        ? createUnzip()
        : undefined;
  if (decoder === undefined) return body;
  // A failure of either side destroys the other, and reaches the consumer by the decoder's `error`.
  return pipeline(body, decoder, () => {});
}
