import { isRunByNpm } from '../config/environment.js';

/** Signals that stop a command in order. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds after which a second signal means impatience: npm repeats the Ctrl-C that the terminal sends us too. */
const graceTime = 1_000;

/** Milliseconds between two checks whether npm is still there. */
const parentCheck = 500;

/**
 * Returns a signal that is aborted when the program is told to stop, by Ctrl-C or a signal: the command then cleans up.
 * A second one ends the program at once. Run by npm, the program also stops when npm is gone, because a killed npm passes
 * no signal on.
 */
export function onInterruption(): AbortSignal {
  const controller = new AbortController();
  let interruptedAt = Number.POSITIVE_INFINITY;
  for (const signal of signals) {
    process.on(signal, () => {
      if (Date.now() - interruptedAt > graceTime) process.exit(1);
      interruptedAt = Math.min(interruptedAt, Date.now());
      controller.abort();
    });
  }
  // A worker is told by its primary, or by the end of the primary.
  process.on('message', (message) => message === 'stop' && controller.abort());
  process.on('disconnect', () => controller.abort());
  if (isRunByNpm()) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && controller.abort(), parentCheck).unref();
  }
  return controller.signal;
}

/** Waits until the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
