import { explainFailure } from './transient-error.js';

/** Maximal number of bytes that wait for the consumer. */
const maxAhead = 4 * 1024 ** 2;

/** The body of an answer; `chunks` can be read once, `cancel` closes the connection. */
export type Body = { chunks: AsyncGenerator<Uint8Array>; cancel(): Promise<void> };

/**
 * Reads a body ahead of its consumer, within bounds, so that every byte received before the connection broke is used:
 * fetch itself drops those that the consumer has not read by then, and on a bad line no download would ever progress.
 * Fails with the errors of {@link explainFailure}.
 * @param watch - called before and after each wait for bytes
 */
export function readAhead({ body }: Response, url: URL, watch: { start(): void; stop(): void }): Body {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let ahead = 0;
  let end: { error?: unknown } | undefined;
  /** Wake the consumer, which waits for a chunk, and the pump, which waits for space. */
  let wakeConsumer = () => {};
  let wakePump = () => {};

  async function pump(): Promise<void> {
    for (;;) {
      watch.start();
      const result = await reader?.read();
      watch.stop();
      if (result === undefined || result.done) return;
      const chunk = result.value as Uint8Array;
      chunks.push(chunk);
      ahead += chunk.length;
      wakeConsumer();
      while (ahead > maxAhead) {
        await new Promise<void>((resolve) => {
          wakePump = resolve;
        });
      }
    }
  }

  async function* drain(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        ahead -= chunk.length;
        wakePump();
        yield chunk;
      } else if (end !== undefined) {
        if ('error' in end) throw explainFailure(end.error, url);
        return;
      } else {
        await new Promise<void>((resolve) => {
          wakeConsumer = resolve;
        });
      }
    }
  }

  pump()
    .then(
      () => {
        end = {};
      },
      (error: unknown) => {
        end = { error };
      },
    )
    .finally(() => wakeConsumer());

  return {
    chunks: drain(),
    async cancel() {
      ahead = Number.NEGATIVE_INFINITY;
      wakePump();
      await reader?.cancel().catch(() => {});
    },
  };
}
