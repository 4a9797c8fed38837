import { DeadlineError } from '../problems/deadline-error.js';

/**
 * Runs `work` with a signal that is aborted after so many milliseconds, and does not wait any longer.
 * @param running holds the controller while the work runs, to abort it earlier
 * @param cancelled aborts it when nothing waits for its result any more
 * @throws {DeadlineError} when the time is over
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  running?: Set<AbortController>,
  cancelled?: AbortSignal,
): Promise<T> {
  cancelled?.throwIfAborted();
  const controller = new AbortController();
  const cancel = () => controller.abort();
  cancelled?.addEventListener('abort', cancel);
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
    cancelled?.removeEventListener('abort', cancel);
  }
}
