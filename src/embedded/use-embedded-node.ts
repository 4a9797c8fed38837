import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedNodeError } from './embedded-node-error.js';
import { findEmbeddedNode } from './find-embedded-node.js';
import { type EmbeddedNode, type EmbeddedNodeOptions, startEmbeddedNode } from './start-embedded-node.js';

/** A node to use for a while. */
export type EmbeddedNodeUse = Readonly<{
  url: string;
  /** Ends the node if it was started for this use; one that ran already goes on. */
  stop(): Promise<void>;
  /** The node, if it was started for this use. */
  started: EmbeddedNode | undefined;
}>;

/** As long as a node may take to get ready, and then some for one that is just stopping. */
const waitLimitMs = 75_000;

/**
 * The embedded node that already runs on the data folder, else one that runs until `stop` or this process's end.
 * While another program is starting or stopping a node there, waits for its outcome. Rejects as `startEmbeddedNode`.
 */
export async function useEmbeddedNode(options: EmbeddedNodeOptions): Promise<EmbeddedNodeUse> {
  const deadline = Date.now() + waitLimitMs;
  for (;;) {
    const url = await findEmbeddedNode(options.dataDir);
    if (url !== undefined) return { url, stop: async () => {}, started: undefined };
    try {
      const node = await startEmbeddedNode(options);
      return { url: node.url, stop: node.stop, started: node };
    } catch (error) {
      const isInUse = error instanceof EmbeddedNodeError && error.failure === 'data-in-use';
      if (!isInUse || Date.now() > deadline) throw error;
      await sleep(500); // each try costs a short-lived Java process
    }
  }
}
