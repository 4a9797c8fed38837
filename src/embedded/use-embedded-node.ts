import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedNodeError } from './embedded-node-error.js';
import { findEmbeddedNode } from './find-embedded-node.js';
import { type EmbeddedNode, type EmbeddedNodeOptions, startEmbeddedNode } from './start-embedded-node.js';

/** A node, and how to stop using it. */
export type EmbeddedNodeUse = Readonly<{
  url: string;
  /** Stops the node if it was started for this use; one that ran already keeps running. */
  stop(): Promise<void>;
  /** The node, if it was started for this use. */
  started: EmbeddedNode | undefined;
}>;

/** Longer than a node may take to become ready, or to stop. */
const waitLimitMs = 75_000;

/**
 * Returns the embedded node that already runs on the data folder, else starts one that runs until `stop` or the end of
 * this process. Waits while another program is starting or stopping a node there.
 * @throws as `startEmbeddedNode`
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
      await sleep(500); // each attempt starts a short-lived Java process
    }
  }
}
