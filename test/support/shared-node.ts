import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';

/** The node that the integration tests share; each of them loads what it asks about. */
let starting: Promise<EmbeddedNode> | undefined;
let folder = '';

/** The URL of a real Elasticsearch, started at the first call. */
export async function sharedNodeUrl(): Promise<string> {
  if (starting === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'marquee-test-node-'));
    starting = startEmbeddedNode({ dataDir: folder, port: 0, heap: '512m' });
  }
  return (await starting).url;
}

/** Mocha calls this when all tests have run. */
export async function mochaGlobalTeardown(): Promise<void> {
  await (await starting)?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
