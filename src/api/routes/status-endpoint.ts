import { z } from 'zod';
import { describeEditions } from '../../editions/describe-editions.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { readLock } from '../../load/lock/lock-document.js';
import { readHistory } from '../../load/run-history.js';
import type { Endpoint } from './endpoint.js';

const time = z.string().describe('ISO 8601');
const run = z
  .looseObject({ id: z.string(), verb: z.string(), outcome: z.string(), startedAt: time })
  .meta({ id: 'Run' });

/** Runs that are searched for one in progress. */
const maxRuns = 20;

/** The state of the loader: the live edition, the lock, the run in progress. */
export const statusEndpoint = (client: MarqueeClient): Endpoint => ({
  name: 'operations/status',
  summary: 'The live edition, the run in progress, and the owner of the lock',
  description:
    'The editions with their states, the owner of the loader’s lock, the run in progress and the last one that ended. Needs a token with the scope `admin`.',
  scope: 'admin',
  parameters: z.strictObject({}),
  data: z.object({
    live: z.string().nullable(),
    lock: z
      .object({
        owner: z.string(),
        host: z.string(),
        pid: z.number().int(),
        acquiredAt: time,
        expiresAt: time,
      })
      .nullable()
      .describe('Null when it is free or has expired'),
    running: run.nullable(),
    last: run.nullable(),
    editions: z.array(
      z.looseObject({ edition: z.string(), state: z.enum(['live', 'previous', 'staged', 'incomplete']) }),
    ),
  }),
  answer: async () => {
    const [editions, lock, runs] = await Promise.all([
      describeEditions(client),
      readLock(client),
      readHistory(client, maxRuns),
    ]);
    const { owner, host, pid, acquiredAt, expiresAt } = lock?.document ?? {};
    const isHeld = owner != null && Date.parse(expiresAt ?? '') > Date.now();
    return {
      live: editions.find(({ state }) => state === 'live')?.edition ?? null,
      lock: isHeld ? { owner, host, pid, acquiredAt, expiresAt } : null,
      running: (isHeld && runs.find(({ id }) => id === owner)) || null,
      last: runs.find(({ outcome }) => outcome !== 'running') ?? null,
      editions,
    };
  },
  example: {},
});
