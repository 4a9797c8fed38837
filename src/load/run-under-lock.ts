import { explain } from '../elasticsearch/cluster-fault.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { LoadOutcome, LoadRun } from '../model/load-run.js';
import { LoaderLock } from './lock/loader-lock.js';
import { markCrashedRuns, storeRun } from './run-history.js';
import type { RunRecorder } from './run-recorder.js';

/** Milliseconds after which the lock expires unless it is renewed. */
const defaultLockMilliseconds = 15_000;

/** The options of every run that changes what is live, or may. */
export type RunOptions = {
  client: MarqueeClient;
  recorder: RunRecorder;
  lockMilliseconds?: number | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Runs something that one loader at a time may do.
 * @param work - called with the lock, and with a signal that is aborted by an interruption and by the loss of the lock
 * @throws what the work throws; {LockError} when another loader has the lock
 */
export async function runUnderLock(
  { client, recorder, lockMilliseconds = defaultLockMilliseconds, signal }: RunOptions,
  work: (lock: LoaderLock, signal: AbortSignal) => Promise<LoadOutcome>,
): Promise<LoadRun> {
  const { run } = recorder;
  const lock = await LoaderLock.acquire(client, run.id, lockMilliseconds, signal);
  recorder.endStage('lock');
  try {
    await markCrashedRuns(client, run);
    await storeRun(client, run);
    const either = AbortSignal.any([lock.lost.signal, ...(signal ? [signal] : [])]);
    return recorder.finish(await work(lock, either));
  } finally {
    await lock.release().catch((error: unknown) => {
      run.warnings.push(`The lock could not be released and will expire by itself: ${explain(error)}`);
    });
  }
}

/** Runs something and stores in `marquee-loads` how it ended; a run that cannot be stored has a warning that says so. */
export async function recordRun(
  { client, recorder }: Pick<RunOptions, 'client' | 'recorder'>,
  work: () => Promise<LoadRun>,
): Promise<LoadRun> {
  const store = async (): Promise<void> => {
    try {
      await storeRun(client, recorder.run);
      recorder.isStored = true;
    } catch (error) {
      recorder.run.warnings.push(`This run could not be stored in ${client.names.loads}: ${explain(error)}`);
    }
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
