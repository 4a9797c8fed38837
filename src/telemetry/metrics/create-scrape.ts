import { Registry } from 'prom-client';
import type { LiveEdition } from '../../editions/live-edition.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { readHistory } from '../../load/run-history.js';
import { createClusterMetrics } from './cluster-metrics.js';
import { createEditionMetrics } from './edition-metrics.js';
import { createLoadMetrics } from './load-metrics.js';

/** Milliseconds that the replies of Elasticsearch are used again, however many scrape. */
const defaultMaxAge = 5000;

/** Runs that are searched for the last one of each verb. */
const maxRuns = 100;

/**
 * Returns a function that answers a scrape with all metrics as text: what the processes of the API counted, and the
 * state of the cluster, the live edition and the last loads, which only the scraped process looks up.
 * @param readCounts returns what was counted, by this process or by all workers
 */
export function createScrape(
  client: MarqueeClient,
  live: LiveEdition,
  readCounts: () => Promise<string>,
  maxAge = defaultMaxAge,
): () => Promise<string> {
  const registry = new Registry();
  const cluster = createClusterMetrics(client, registry);
  const edition = createEditionMetrics(client, registry);
  const loads = createLoadMetrics(registry);
  let asOf = Number.NEGATIVE_INFINITY;
  let updating: Promise<unknown> | undefined;
  const update = async (): Promise<void> => {
    // A look-up that fails must not hide the others, nor what the processes counted.
    await Promise.allSettled([
      cluster.update(),
      edition.update(live.lastKnown()?.edition),
      readHistory(client, maxRuns).then((runs) => loads.update(runs)),
    ]);
    asOf = performance.now();
  };
  return async () => {
    if (performance.now() - asOf > maxAge) {
      updating ??= update().finally(() => {
        updating = undefined;
      });
      await updating;
    }
    return `${await readCounts()}\n${await registry.metrics()}`;
  };
}
