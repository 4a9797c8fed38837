import type { Client } from '@elastic/elasticsearch';
import { Gauge, type Registry } from 'prom-client';

const statuses = ['green', 'yellow', 'red'] as const;

/** Milliseconds that a scrape waits for Elasticsearch. */
const requestTimeout = 2000;

/** Gauges of the cluster. What could not be read has no value; `up` says whether Elasticsearch replied at all. */
export function createClusterMetrics(client: Client, registry: Registry): { update(): Promise<void> } {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `marquee_elasticsearch_${name}`, help, labelNames, registers });
  const up = gauge('up', 'Whether Elasticsearch replied when it was last asked.');
  const status = gauge('status', 'Health of the cluster: 1 for its colour, else 0.', ['status']);
  const nodes = gauge('nodes', 'Nodes in the cluster.');
  const unassigned = gauge('unassigned_shards', 'Shards that are not assigned to a node.');
  const total = gauge('disk_total_bytes', 'Size of the disks of a node.', ['node']);
  const available = gauge('disk_available_bytes', 'Free space on the disks of a node.', ['node']);

  const readHealth = async (): Promise<void> => {
    const health = await client.cluster.health({}, { requestTimeout });
    for (const one of statuses) status.set({ status: one }, health.status.toLowerCase() === one ? 1 : 0);
    nodes.set(health.number_of_nodes);
    unassigned.set(health.unassigned_shards);
  };
  const readDisks = async (): Promise<void> => {
    const found = await client.nodes.stats(
      { metric: 'fs', filter_path: ['nodes.*.name', 'nodes.*.fs.total'] },
      { requestTimeout },
    );
    for (const [id, { name, fs }] of Object.entries(found.nodes)) {
      const node = name ?? id;
      if (fs?.total?.total_in_bytes !== undefined) total.set({ node }, fs.total.total_in_bytes);
      if (fs?.total?.available_in_bytes !== undefined) available.set({ node }, fs.total.available_in_bytes);
    }
  };
  return {
    async update() {
      // Gauges without labels: `reset` would leave a 0 behind.
      for (const one of [nodes, unassigned]) one.remove();
      for (const one of [status, total, available]) one.reset();
      const [health] = await Promise.allSettled([readHealth(), readDisks()]);
      up.set(health.status === 'fulfilled' ? 1 : 0);
    },
  };
}
