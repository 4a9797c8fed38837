import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { numberFrom, oneOf, urlOf, wholeNumberFrom } from './variable-types.js';

/** The lock, the webhook and the placement of loads. */
export const variables = z.object({
  MARQUEE_LOCK_SECONDS: numberFrom(1, 3600)
    .default(15)
    .describe('how long the lock of a loader lasts without being renewed'),
  MARQUEE_SHARDS: wholeNumberFrom(1, 1024)
    .optional()
    .meta({ description: 'shards of each index of a new edition', unset: '1' }),
  MARQUEE_REPLICAS: wholeNumberFrom(0, 100)
    .optional()
    .meta({ description: 'replicas of each index of a new edition', unset: '1, or 0 on a single node' }),
  MARQUEE_REQUIRE_SIGNATURE: oneOf(['true', 'false'])
    .default('false')
    .describe('whether an edition is rejected unless it is signed (`--signature`, `--public-key`)'),
  MARQUEE_WEBHOOK_URL: urlOf('http', 'https')
    .optional()
    .meta({ description: 'where the outcome of a load is posted', unset: 'nowhere' }),
  MARQUEE_WEBHOOK_SECRET: z
    .string()
    .min(16, 'at least 16 characters long, and random')
    .optional()
    .describe('secret that signs what is posted there'),
});

/** The lock, the webhook and the placement of loads. */
export type LoadConfig = Readonly<{
  /** How long the loader's lock lasts without being renewed. */
  lockMilliseconds: number;
  /** Where the outcome of each run is posted, and the secret that signs it. */
  webhook: { url: string; secret: string } | undefined;
  /** Shards and replicas of each new index; as in `mappings/` unless set. */
  placement: { shards: number | undefined; replicas: number | undefined };
}>;

/** @throws {ConfigError} for a bad value, or a webhook without a secret */
export function readLoadConfig(env: Environment = processEnvironment): LoadConfig {
  const v = readVariables(variables, env);
  return {
    lockMilliseconds: 1000 * v.MARQUEE_LOCK_SECONDS,
    webhook: toWebhook(v.MARQUEE_WEBHOOK_URL, v.MARQUEE_WEBHOOK_SECRET),
    placement: { shards: v.MARQUEE_SHARDS, replicas: v.MARQUEE_REPLICAS },
  };
}

/** Whether an edition is rejected unless it is signed. @throws {ConfigError} for a bad value */
export const isSignatureRequired = (env: Environment = processEnvironment): boolean =>
  readVariables(variables.pick({ MARQUEE_REQUIRE_SIGNATURE: true }), env).MARQUEE_REQUIRE_SIGNATURE ===
  'true';

function toWebhook(url: string | undefined, secret: string | undefined): LoadConfig['webhook'] {
  if (url === undefined) return undefined;
  if (secret === undefined) {
    throw new ConfigError(
      'MARQUEE_WEBHOOK_SECRET is not set: MARQUEE_WEBHOOK_URL needs it to sign what is sent.',
    );
  }
  return { url, secret };
}
