import { Registry } from 'prom-client';
import type { LiveEdition } from '../../editions/live-edition.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { readHistory } from '../../load/run-history.js';
import { createClusterMetrics } from './cluster-metrics.js';
import { createEditionMetrics } from './edition-metrics.js';
import { createLoadMetrics } from './load-metrics.js';

/** Milliseconds that what was asked of Elasticsearch is told again, however many scrape. */
const usualMaxAge = 5000;

/** Runs looked through for the last one of each verb. */
const maxRuns = 100;

/**
 * Answers a scrape: what was counted, by this process or by all workers, and how the cluster, the live edition and the
 * last loads are, which is looked up by the process that is scraped and never added up.
 */
export function createScrape(
  client: MarqueeClient,
  live: LiveEdition,
  counted: () => Promise<string>,
  maxAge = usualMaxAge,
): () => Promise<string> {
  const registry = new Registry();
  const cluster = createClusterMetrics(client, registry);
  const edition = createEditionMetrics(client, registry);
  const loads = createLoadMetrics(registry);
  let asOf = Number.NEGATIVE_INFINITY;
  let updating: Promise<unknown> | undefined;
  const update = async (): Promise<void> => {
    // What one of them cannot learn must not keep the others, nor the process's own counts, from being told.
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
    return `${await counted()}\n${await registry.metrics()}`;
  };
}
