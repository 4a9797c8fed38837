import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { addUpWorkers } from '../telemetry/metrics/workers.js';
import { aborted } from './interruption.js';

/** Milliseconds before a worker that ended is replaced, so that one that cannot start does not keep the machine busy. */
const pause = 1000;

/**
 * Runs processes of this very program that share the port, until the signal is aborted; then all of them stop in
 * order. They share no memory: each has its own cache, its own look at the aliases; what they
 * count is added up for `/metrics`.
 * @param elasticsearchUrl - where all of them find Elasticsearch, which the caller keeps alive
 * @throws when a worker ends before it ever served
 */
export async function runWorkers(
  count: number,
  elasticsearchUrl: string,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<void> {
  addUpWorkers();
  const fork = (): Worker => cluster.fork({ ELASTICSEARCH_URL: elasticsearchUrl });
  const start = async (): Promise<void> => {
    const worker = fork();
    const [what] = await Promise.race([
      once(worker, 'listening').then(() => ['listening'] as const),
      once(worker, 'exit').then(() => ['exit'] as const),
    ]);
    if (what === 'exit' && !signal.aborted) {
      throw new Error('A worker ended before it served; what it said is above.');
    }
  };
  await Promise.all(Array.from({ length: count }, start));
  cluster.on('exit', (worker, code, reason) => {
    if (signal.aborted) return;
    say(`worker ${worker.process.pid} ended (${reason ?? code}); another takes its place`);
    setTimeout(() => signal.aborted || fork(), pause);
  });
  if (!signal.aborted) say(`${count} workers serve`);
  await aborted(signal);
  await stop(Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined));
}

/** A message, not a signal: Ctrl-C in a terminal reaches the workers too, and a second signal means impatience. */
async function stop(workers: readonly Worker[]): Promise<void> {
  await Promise.all(
    workers.map(async (worker) => {
      const ended = once(worker, 'exit');
      if (worker.isConnected()) worker.send('stop');
      await ended;
    }),
  );
}
