import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { numberFrom, wholeNumberFrom } from './variable-types.js';

/** 100 years, which is no limit for practical purposes. */
const longest = 3_155_760_000;

/** What is required of tokens besides their signature. */
export const variables = z.object({
  JWT_CLOCK_TOLERANCE_SECONDS: numberFrom(0, 300)
    .default(5)
    .describe('by how much the clocks of issuer and server may differ, for `exp`, `nbf` and `iat`'),
  JWT_MAX_LIFE_SECONDS: wholeNumberFrom(1, longest)
    .default(31_622_400)
    .describe('the longest time between `iat` and `exp` of a token; by default a leap year'),
  MARQUEE_FAILED_SIGN_INS: wholeNumberFrom(0, 1_000_000)
    .default(100)
    .describe(
      'failed sign-ins of an address within a minute before it gets 429, for each server; 0: no limit',
    ),
  MARQUEE_PROXIES: wholeNumberFrom(0, 10)
    .default(0)
    .describe(
      'proxies in front of the server that add to `X-Forwarded-For`; the first of them has added the address of the client',
    ),
});

/** What is required of tokens besides their signature, and of those who send them. */
export type SignInConfig = Readonly<{
  /** By how much the clocks of issuer and server may differ, for `exp`, `nbf` and `iat`. */
  clockToleranceSeconds: number;
  /** The longest time between `iat` and `exp`; a leap year by default. */
  maxLifeSeconds: number;
  /** Tokens that an address may send in vain within a minute; 0 means no limit. */
  failuresPerMinute: number;
  /** Proxies in front of the server, each of which adds the address of its client to X-Forwarded-For. */
  proxies: number;
}>;

/** @throws {ConfigError} for a bad value */
export function readSignInConfig(env: Environment = processEnvironment): SignInConfig {
  const v = readVariables(variables, env);
  return {
    clockToleranceSeconds: v.JWT_CLOCK_TOLERANCE_SECONDS,
    maxLifeSeconds: v.JWT_MAX_LIFE_SECONDS,
    failuresPerMinute: v.MARQUEE_FAILED_SIGN_INS,
    proxies: v.MARQUEE_PROXIES,
  };
}
