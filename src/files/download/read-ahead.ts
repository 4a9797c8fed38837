import { explainFailure } from './transient-error.js';

/** Bytes kept that the consumer has not taken yet. */
const maxAhead = 4 * 1024 ** 2;

/** The body of an answer: its chunks in order, once; `cancel` gives up the connection. */
export type Body = { chunks: AsyncGenerator<Uint8Array>; cancel(): Promise<void> };

/**
 * Reads a body as it comes, from now on and a bounded way ahead of its consumer, and hands over everything that came
 * before it broke: fetch itself drops what has not been taken by then, and a poor line would never get anywhere.
 * Its errors are those of {@link explainFailure}.
 * @param watch told before each wait for bytes and after it.
 */
export function readAhead({ body }: Response, url: URL, watch: { start(): void; stop(): void }): Body {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let ahead = 0;
  let end: { error?: unknown } | undefined;
  /** Wake the consumer, which waits for a chunk, and the pump, which waits for room. */
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
