/** Elasticsearch did not answer in time; its search was cancelled. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  constructor(milliseconds: number) {
    super(`Elasticsearch did not answer within ${milliseconds / 1000} seconds.`);
  }
}

/**
 * Runs `work` with a signal that ends it after so many milliseconds, and does not wait for it any longer.
 * @param underWay holds the controller meanwhile, for who must end all work before its time
 * @throws {DeadlineError} then.
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  underWay?: Set<AbortController>,
): Promise<T> {
  const controller = new AbortController();
  underWay?.add(controller);
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
    underWay?.delete(controller);
  }
}
