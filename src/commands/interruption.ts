import { isRunByNpm } from '../config/config.js';

/** Signals that end a verb in order. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A second signal means impatience only after this long: npm passes on the Ctrl-C that the terminal sends us too. */
const patience = 1_000;

/** How often the life of npm is looked at, in milliseconds. */
const parentCheck = 500;

/**
 * A signal that is aborted when the program is told to stop, by Ctrl-C or a signal: the verb then undoes what
 * it had begun. A second one ends the program at once. Run by npm, the program also stops when npm is gone,
 * because npm passes no signal on when it is killed itself.
 */
export function onInterruption(): AbortSignal {
  const controller = new AbortController();
  let interruptedAt = Number.POSITIVE_INFINITY;
  for (const signal of signals) {
    process.on(signal, () => {
      if (Date.now() - interruptedAt > patience) process.exit(1);
      interruptedAt = Math.min(interruptedAt, Date.now());
      controller.abort();
    });
  }
  // A worker is told so by its primary, or by its end.
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
