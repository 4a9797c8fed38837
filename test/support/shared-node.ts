import { rmSync } from 'node:fs';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { createDataFolder } from './data-folder.js';

/** The node that the test files of one process share; each of them loads what it asks about. */
let starting: Promise<EmbeddedNode> | undefined;

/** The URL of a real Elasticsearch, started at the first call. */
export async function sharedNodeUrl(): Promise<string> {
  starting ??= startNode();
  return (await starting).url;
}

async function startNode(): Promise<EmbeddedNode> {
  const dataDir = createDataFolder();
  let node: EmbeddedNode | undefined;
  // The teardown below does not run in Mocha's parallel workers. The data are thrown away: nothing must be closed in order.
  process.once('exit', () => {
    if (node !== undefined) kill(node.pid);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  // Without a handler a signal would end a worker without its exit handlers, and leave the folder in memory.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  node = await startEmbeddedNode({ dataDir, port: 0, heap: '512m', timeoutMs: 180_000 });
  return node;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Mocha calls this when all tests of a serial run have ended: the node would keep the process alive. */
export async function mochaGlobalTeardown(): Promise<void> {
  await (await starting)?.stop();
}
