import { explain } from '../elasticsearch/cluster-fault.js';
import { DatasetError } from '../files/dataset-error.js';
import { HydrationError } from '../hydration/read-hydration.js';

/** A load failed; the message says why, and what became of its indices. */
export class LoadError extends Error {
  override readonly name: string = 'LoadError';
}

/** An edition did not pass its checks, or is not there: the data are at fault, not the system. */
export class EditionRejectedError extends LoadError {
  override readonly name = 'EditionRejectedError';
}

/** Another loader has the lock, or took it over because this one did not renew it in time. */
export class LockError extends LoadError {
  override readonly name = 'LockError';
}

/** Whether a run failed because of its input, and not because of the system it ran on. */
export const isRejection = (error: unknown): boolean =>
  error instanceof DatasetError || error instanceof HydrationError || error instanceof EditionRejectedError;

/** Whether something ended because its signal was aborted, or by an error caused by that. */
export const isInterruption = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || isInterruption(error.cause));

/** Adds what became of the indices to an error; the kind of the error, which decides the exit code, stays. */
export function withCleanupResult(error: unknown, cleanup: string): Error {
  if (error instanceof LoadError || error instanceof HydrationError) {
    error.message += `\n${cleanup}`;
    return error;
  }
  const isInterrupted = error instanceof Error && error.name === 'AbortError';
  const reason = isInterrupted ? 'The load was interrupted.' : explain(error);
  return new LoadError(`${reason}\n${cleanup}`, { cause: error });
}
