import { z } from 'zod';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { publishEdition, rollBack } from '../../load/publish-edition.js';
import { RunRecorder } from '../../load/run-recorder.js';
import type { RunOptions } from '../../load/run-under-lock.js';
import type { LoadRun, LoadVerb } from '../../model/load-run.js';
import { allQuestions } from '../all-questions.js';
import type { Caller, Operation } from './operation.js';

const edition = z
  .string('an edition as /v1/operations/status lists it: 14 digits')
  .regex(/^\d{14}$/, 'an edition as /v1/operations/status lists it: 14 digits');

/**
 * Publish and roll back, as the verbs of the command line do: under the lock, checked once more, in one atomic step,
 * and written down in `marquee-loads` with the subject of the token.
 * @param onEnd - given each run when it has ended, however it did
 */
export function createOperations(
  client: MarqueeClient,
  lockMilliseconds?: number,
  onEnd: (run: LoadRun) => void = () => {},
): Operation[] {
  const perform = async (
    verb: LoadVerb,
    { subject }: Caller,
    signal: AbortSignal,
    work: (options: RunOptions) => Promise<LoadRun>,
  ): Promise<LoadRun> => {
    const recorder = new RunRecorder(verb);
    // Not to be mistaken for an account of this machine, which the command line writes down.
    recorder.run.user = `token:${subject}`;
    try {
      return await work({ client, recorder, lockMilliseconds, signal });
    } finally {
      onEnd(recorder.run);
    }
  };
  return [
    {
      name: 'operations/publish',
      summary: 'Make an edition live',
      description:
        'Checks a complete edition that is not live once more, and makes it live in one atomic step. What does not pass changes nothing.',
      body: z.strictObject({
        edition,
        acceptShrink: z
          .boolean('true or false')
          .default(false)
          .describe('Also when it is much smaller than the live one'),
      }),
      run: (body, caller, signal) =>
        perform('publish', caller, signal, (options) =>
          publishEdition(body.edition as string, {
            ...options,
            questions: allQuestions,
            acceptShrink: body.acceptShrink as boolean,
          }),
        ),
    },
    {
      name: 'operations/rollback',
      summary: 'Go back to an older edition',
      description:
        'Makes the newest complete edition before the live one live, or the one that is named, in one atomic step.',
      body: z.strictObject({ edition: edition.optional() }),
      run: (body, caller, signal) =>
        perform('rollback', caller, signal, (options) =>
          rollBack(body.edition as string | undefined, options),
        ),
    },
  ];
}
