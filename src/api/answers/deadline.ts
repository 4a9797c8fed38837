import { DeadlineError } from '../problems/deadline-error.js';

/**
 * Runs `work` with a signal that is aborted after so many milliseconds, and does not wait any longer.
 * @param running holds the controller while the work runs, to abort it earlier
 * @throws {DeadlineError} when the time is over
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  running?: Set<AbortController>,
): Promise<T> {
  const controller = new AbortController();
  running?.add(controller);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineError(milliseconds));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    running?.delete(controller);
  }
}
