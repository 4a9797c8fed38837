import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** A worker that asks the primary what all of them counted, and the answer. */
const [question, answer] = ['marquee:counts', 'marquee:all-counts'] as const;

type Question = { type: typeof question; id: number };
type Answer = { type: typeof answer; id: number; text?: string; error?: string };

/** In the primary: adds up what all workers counted, whenever one of them asks. */
export function addUpWorkers(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', async (worker, message: Partial<Question>) => {
    if (message?.type !== question) return;
    const reply = await all.clusterMetrics().then(
      (text) => ({ text }),
      (error: Error) => ({ error: error.message }),
    );
    if (worker.isConnected()) worker.send({ type: answer, id: message.id, ...reply });
  });
}

/** In a worker: from now on the primary is answered, with nothing until there is something to tell. */
export function answerPrimary(): void {
  AggregatorRegistry.setRegistries([]);
  new AggregatorRegistry();
}

/**
 * In a worker: tells the primary what is in the registry, and asks it for the sum over all workers.
 * @returns a function that rejects when a worker does not answer within 5 s (a limit of prom-client): a part of the
 * sum would look like counters that were set back
 */
export function joinWorkers(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries(registry);
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  process.on('message', (message: Partial<Answer>) => {
    if (message?.type !== answer) return;
    waiting.get(message.id as number)?.(message as Answer);
    waiting.delete(message.id as number);
  });
  return () =>
    new Promise((resolve, reject) => {
      const id = asked++;
      waiting.set(id, ({ text, error }) => {
        if (text === undefined) reject(new Error(`The workers' counts could not be added up: ${error}`));
        else resolve(text);
      });
      process.send?.({ type: question, id } satisfies Question);
    });
}
