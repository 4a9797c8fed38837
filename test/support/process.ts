import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process of ours still runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Polls until it holds; rejects after the limit (milliseconds), naming what did not come. */
export async function eventually(what: string, holds: () => boolean, limitMs = 20_000): Promise<void> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await sleep(50)) if (holds()) return;
  throw new Error(`${what}: not within ${limitMs} ms`);
}
