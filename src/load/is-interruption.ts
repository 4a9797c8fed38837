/** Whether something ended because it was told to: an aborted signal, or an error caused by one. */
export const isInterruption = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || isInterruption(error.cause));
