import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { aggregateWorkerMetrics } from '../telemetry/metrics/worker-metrics.js';
import { aborted } from './interruption.js';

/** Milliseconds before a worker that exited is replaced, so that one that cannot start does not keep the machine busy. */
const restartDelay = 1000;

/**
 * Runs processes of this program that share the port, until the signal is aborted; then all of them stop in order. They
 * share no memory: each has its own cache and its own look-up of the live edition. Their metrics are added up.
 * @param elasticsearchUrl Elasticsearch for all of them, which the caller keeps alive
 * @throws when a worker exits before it has served
 */
export async function runWorkers(
  count: number,
  elasticsearchUrl: string,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<void> {
  aggregateWorkerMetrics();
  const fork = (): Worker => cluster.fork({ ELASTICSEARCH_URL: elasticsearchUrl });
  const start = async (): Promise<void> => {
    const worker = fork();
    const [event] = await Promise.race([
      once(worker, 'listening').then(() => ['listening'] as const),
      once(worker, 'exit').then(() => ['exit'] as const),
    ]);
    if (event === 'exit' && !signal.aborted) {
      throw new Error('A worker exited before it served; its output above has the reason.');
    }
  };
  await Promise.all(Array.from({ length: count }, start));
  cluster.on('exit', (worker, code, reason) => {
    if (signal.aborted) return;
    say(`worker ${worker.process.pid} exited (${reason ?? code}) and is replaced`);
    setTimeout(() => signal.aborted || fork(), restartDelay);
  });
  if (!signal.aborted) say(`${count} workers are serving`);
  await aborted(signal);
  await stop(Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined));
}

/** By a message, not a signal: Ctrl-C in a terminal reaches the workers too, and a second signal means impatience. */
async function stop(workers: readonly Worker[]): Promise<void> {
  await Promise.all(
    workers.map(async (worker) => {
      const ended = once(worker, 'exit');
      if (worker.isConnected()) worker.send('stop');
      await ended;
    }),
  );
}
