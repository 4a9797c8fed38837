import type { Client } from '@elastic/elasticsearch';
import type { LoadOutcome, LoadRun } from '../model/load-run.js';
import { LoadError } from './load-error.js';
import { LoaderLock } from './lock/loader-lock.js';
import { markCrashed, type RunRecorder, storeRun } from './run-recorder.js';

/** How long the lock lasts without being renewed, in milliseconds, unless told otherwise. */
export const usualLockMilliseconds = 15_000;

/** What everything that changes the aliases needs. */
export type RunOptions = {
  client: Client;
  recorder: RunRecorder;
  lockMilliseconds?: number | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Does something that one loader at a time may do, and writes down in `marquee-loads` how it ended.
 * @param work - given the lock, and a signal for both an interruption and the loss of the lock
 * @throws what the work throws; {LockError} when another loader is at work
 */
export async function runUnderLock(
  { client, recorder, lockMilliseconds = usualLockMilliseconds, signal }: RunOptions,
  work: (lock: LoaderLock, signal: AbortSignal) => Promise<LoadOutcome>,
): Promise<LoadRun> {
  const { run } = recorder;
  const lock = await LoaderLock.acquire(client, run.id, lockMilliseconds, signal);
  recorder.endStage('lock');
  try {
    await markCrashed(client, run);
    await storeRun(client, run);
    const either = AbortSignal.any([lock.lost.signal, ...(signal ? [signal] : [])]);
    return recorder.finish(await work(lock, either));
  } finally {
    await lock.release().catch((error: Error) => {
      run.warnings.push(`The lock could not be given back and will expire by itself: ${error.message}`);
    });
  }
}

/**
 * Runs something to its end, whatever that is, and stores how it went; where even that cannot be stored, the run
 * says so.
 */
export async function recordRun(
  { client, recorder }: Pick<RunOptions, 'client' | 'recorder'>,
  work: () => Promise<LoadRun>,
): Promise<LoadRun> {
  const store = async (): Promise<void> => {
    await storeRun(client, recorder.run).catch((error: Error) => {
      recorder.run.warnings.push(`This run could not be stored in marquee-loads: ${error.message}`);
    });
  };
  try {
    const run = await work();
    await store();
    return run;
  } catch (error) {
    recorder.fail(error);
    await store();
    throw error;
  }
}

/** The error with what became of what had been begun; its kind stays. */
export function withAftermath(error: unknown, aftermath: string): Error {
  if (error instanceof LoadError || (error instanceof Error && error.name === 'HydrationError')) {
    error.message += `\n${aftermath}`;
    return error;
  }
  const isInterrupted = error instanceof Error && error.name === 'AbortError';
  const reason = isInterrupted
    ? 'The load was interrupted.'
    : error instanceof Error
      ? error.message
      : String(error);
  return new LoadError(`${reason}\n${aftermath}`, { cause: error });
}
