import type { Client } from '@elastic/elasticsearch';
import { z } from 'zod';
import { publishGeneration, rollBack } from '../../load/publish-generation.js';
import { RunRecorder } from '../../load/run-recorder.js';
import type { LoadVerb } from '../../model/load-run.js';
import type { Caller, Operation } from './operation.js';

const generation = z
  .string('a generation as /v1/operations/status lists it: 14 digits')
  .regex(/^\d{14}$/, 'a generation as /v1/operations/status lists it: 14 digits');

/**
 * Publish and roll back, as the verbs of the command line do: under the lock, checked once more, in one atomic step,
 * and written down in `marquee-loads` with the subject of the token.
 */
export function createOperations(client: Client, lockMilliseconds?: number): Operation[] {
  const optionsFor = (verb: LoadVerb, { subject }: Caller, signal: AbortSignal) => {
    const recorder = new RunRecorder(verb);
    // Not to be mistaken for an account of this machine, which the command line writes down.
    recorder.run.user = `token:${subject}`;
    return { client, recorder, lockMilliseconds, signal };
  };
  return [
    {
      name: 'operations/publish',
      summary: 'Make a generation live',
      description:
        'Checks a complete generation that is not live once more, and makes it live in one atomic step. What does not pass changes nothing.',
      body: z.strictObject({
        generation,
        acceptShrink: z
          .boolean('true or false')
          .default(false)
          .describe('Also when it is much smaller than the live one'),
      }),
      run: (body, caller, signal) =>
        publishGeneration(body.generation as string, {
          ...optionsFor('publish', caller, signal),
          acceptShrink: body.acceptShrink as boolean,
        }),
    },
    {
      name: 'operations/rollback',
      summary: 'Go back to an older generation',
      description:
        'Makes the newest complete generation before the live one live, or the one that is named, in one atomic step.',
      body: z.strictObject({ generation: generation.optional() }),
      run: (body, caller, signal) =>
        rollBack(body.generation as string | undefined, optionsFor('rollback', caller, signal)),
    },
  ];
}
