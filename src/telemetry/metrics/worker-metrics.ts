import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** Messages by which a worker asks the primary for the sum over all workers. */
const [request, reply] = ['marquee:counts', 'marquee:all-counts'] as const;

type CountsRequest = { type: typeof request; id: number };
type CountsReply = { type: typeof reply; id: number; text?: string; error?: string };

/** In the primary: adds up the counts of all workers whenever one of them asks. */
export function aggregateWorkerMetrics(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', async (worker, message: Partial<CountsRequest>) => {
    if (message?.type !== request) return;
    const sum = await all.clusterMetrics().then(
      (text) => ({ text }),
      (error: Error) => ({ error: error.message }),
    );
    if (worker.isConnected()) worker.send({ type: reply, id: message.id, ...sum });
  });
}

/** In a worker, before it serves: answers the primary with no counts, so that it does not wait for them. */
export function reportNoMetrics(): void {
  AggregatorRegistry.setRegistries([]);
  new AggregatorRegistry();
}

/**
 * In a worker: reports the counts in the registry to the primary, and asks it for the sum over all workers.
 * @returns a function that rejects when a worker does not answer within 5 s (a limit of prom-client): a part of the
 * sum would look like counters that were reset
 */
export function shareWorkerMetrics(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries(registry);
  const waiting = new Map<number, (reply: Partial<CountsReply>) => void>();
  let sent = 0;
  process.on('message', (message: Partial<CountsReply>) => {
    if (message?.type !== reply || message.id === undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  return () =>
    new Promise((resolve, reject) => {
      const id = sent++;
      waiting.set(id, ({ text, error }) => {
        if (text === undefined) reject(new Error(`The workers' metrics could not be added up: ${error}`));
        else resolve(text);
      });
      process.send?.({ type: request, id } satisfies CountsRequest);
    });
}
