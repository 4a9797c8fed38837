import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { createDataFolder } from './data-folder.js';

/** Several nodes on loopback that form one cluster. */
export type Cluster = {
  nodes: Map<string, EmbeddedNode>;
  /** Of all nodes, separated by commas. */
  urls: string;
  /** Starts a node that was killed once more, on its data and its ports. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a cluster of so many nodes of 512 MB of heap each; its data goes when it stops. */
export async function startCluster(size: number): Promise<Cluster> {
  const folder = createDataFolder();
  const names = Array.from({ length: size }, (_, at) => `node-${at + 1}`);
  const ports = await freePorts(2 * size);
  const transportPort = (at: number) => ports[size + at] as number;
  const start = (name: string): Promise<EmbeddedNode> => {
    const at = names.indexOf(name);
    return startEmbeddedNode({
      dataDir: join(folder, name),
      port: ports[at] as number,
      heap: '512m',
      timeoutMs: 180_000,
      settings: {
        'node.name': name,
        'discovery.type': 'multi-node',
        'discovery.seed_hosts': names.map((_, seed) => `127.0.0.1:${transportPort(seed)}`).join(','),
        'cluster.initial_master_nodes': names.join(','),
        'transport.port': String(transportPort(at)),
      },
    });
  };
  const nodes = new Map<string, EmbeddedNode>();
  await Promise.all(names.map(async (name) => void nodes.set(name, await start(name))));
  return {
    nodes,
    urls: names.map((_, at) => `http://127.0.0.1:${ports[at]}`).join(','),
    async restart(name) {
      nodes.set(name, await start(name));
    },
    async stop() {
      await Promise.all([...nodes.values()].map((node) => node.stop()));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Ports without a listener. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
