import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { numberFrom, wholeNumberFrom } from './variable-types.js';

/** Limits of exports. */
export const variables = z.object({
  MARQUEE_EXPORTS: wholeNumberFrom(1, 1000)
    .default(4)
    .describe('answers with all rows (`limit=all`) that one server process sends at once'),
  MARQUEE_EXPORTS_PER_SUBJECT: wholeNumberFrom(1, 1000).default(2).describe('… for each subject of a token'),
  MARQUEE_STALL_SECONDS: numberFrom(0.1, 3600)
    .default(30)
    .describe('how long a reader may take nothing of a response before its connection is closed'),
});

/** Limits of answers with all rows, which take long and hold memory while they are sent. */
export type ExportConfig = Readonly<{
  /** Most exports that one server process sends at the same time. */
  atOnce: number;
  /** Most of these for one subject of a token. */
  perSubject: number;
  /** How long a reader may take nothing of a response before the connection is closed. */
  stallMilliseconds: number;
}>;

/** @throws {ConfigError} for a bad value */
export function readExportConfig(env: Environment = processEnvironment): ExportConfig {
  const v = readVariables(variables, env);
  return {
    atOnce: v.MARQUEE_EXPORTS,
    perSubject: v.MARQUEE_EXPORTS_PER_SUBJECT,
    stallMilliseconds: v.MARQUEE_STALL_SECONDS * 1000,
  };
}
