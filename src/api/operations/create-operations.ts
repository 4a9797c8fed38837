import type { Logger } from 'pino';
import { z } from 'zod';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { publishEdition, rollBack } from '../../load/publish-edition.js';
import { RunRecorder } from '../../load/run-recorder.js';
import type { RunOptions } from '../../load/run-under-lock.js';
import { announceRun } from '../../load/webhook/announce-run.js';
import type { LoadRun, LoadVerb } from '../../model/load-run.js';
import { allQuestions } from '../all-questions.js';
import type { AppConfig } from '../app-config.js';
import type { Caller, Operation } from './operation.js';

const edition = z
  .string('an edition as /v1/operations/status lists it: 14 digits')
  .regex(/^\d{14}$/, 'an edition as /v1/operations/status lists it: 14 digits');

/**
 * Publish and rollback, as the commands of the same names do them: under the lock, verified again, in one atomic step,
 * and recorded in `marquee-loads` with the subject of the token. The webhook is called when one has ended.
 */
export function createOperations(
  client: MarqueeClient,
  { lockMilliseconds, webhook }: NonNullable<AppConfig['load']> = {},
  logger?: Logger,
): Operation[] {
  const perform = async (
    verb: LoadVerb,
    { subject }: Caller,
    signal: AbortSignal,
    work: (options: RunOptions) => Promise<LoadRun>,
  ): Promise<LoadRun> => {
    const recorder = new RunRecorder(verb);
    // Not to be confused with a user of the machine, which the command line records.
    recorder.run.user = `token:${subject}`;
    try {
      return await work({ client, recorder, lockMilliseconds, signal });
    } finally {
      // The response does not wait for the webhook.
      void announceRun(webhook, recorder.run).then((warning) => warning && logger?.warn(warning));
    }
  };
  return [
    {
      name: 'operations/publish',
      summary: 'Make an edition live',
      description:
        'Verifies a complete edition that is not live again, and makes it live in one atomic step. If a check fails, nothing changes.',
      body: z.strictObject({
        edition,
        acceptShrink: z
          .boolean('true or false')
          .default(false)
          .describe('Whether it may be much smaller than the live edition'),
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
      summary: 'Go back to a previous edition',
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
