import { readFile } from 'node:fs/promises';
import { readText, request } from '../http/request.js';
import { nodeFiles } from './node-files.js';

/** Milliseconds within which the node must answer; over loopback it does so at once. */
const answerLimitMs = 3000;

/**
 * Returns the URL of the node that runs on a data folder; undefined when none does. The state file alone is no proof (a
 * killed node leaves it), so its process must be alive, and the node at its URL must name the same process.
 */
export async function findEmbeddedNode(dataDir: string): Promise<string | undefined> {
  const state = await readState(nodeFiles(dataDir).state);
  if (!state || !isAlive(state.pid)) return undefined;
  return (await pidAt(state.url)) === state.pid ? state.url : undefined;
}

async function readState(file: string): Promise<{ url: string; pid: number } | undefined> {
  try {
    const { url, pid } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return typeof url === 'string' && typeof pid === 'number' ? { url, pid } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but another user's
  }
}

/** Returns the process id of the Elasticsearch at a URL. */
async function pidAt(url: string): Promise<number | undefined> {
  try {
    const response = await request(`${url}/_nodes/_local/process`, {
      signal: AbortSignal.timeout(answerLimitMs),
    });
    const { nodes } = JSON.parse(await readText(response)) as {
      nodes: Record<string, { process: { id: number } }>;
    };
    return Object.values(nodes)[0]?.process.id;
  } catch {
    return undefined;
  }
}
