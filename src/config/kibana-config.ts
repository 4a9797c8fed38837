import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, processEnvironment, readVariables } from './environment.js';

/** How to sign in to Kibana. */
export const variables = z.object({
  KIBANA_API_KEY: z.string().optional().describe('API key with which `dashboards import` signs in'),
  KIBANA_USERNAME: z.string().optional().describe('user, in place of an API key'),
  KIBANA_PASSWORD: z.string().optional().describe('password of that user'),
});

/** How to sign in to Kibana: by API key, or by user and password; where it has no security, not at all. */
export type KibanaConfig = Readonly<{
  apiKey: string | undefined;
  username: string | undefined;
  password: string | undefined;
}>;

/** @throws {ConfigError} for variables that contradict each other */
export function readKibanaConfig(env: Environment = processEnvironment): KibanaConfig {
  const v = readVariables(variables, env);
  if ((v.KIBANA_USERNAME === undefined) !== (v.KIBANA_PASSWORD === undefined)) {
    throw new ConfigError('KIBANA_USERNAME and KIBANA_PASSWORD go together: set both, or neither.');
  }
  if (v.KIBANA_API_KEY !== undefined && v.KIBANA_USERNAME !== undefined) {
    throw new ConfigError('KIBANA_API_KEY and KIBANA_USERNAME exclude each other: set one of them.');
  }
  return { apiKey: v.KIBANA_API_KEY, username: v.KIBANA_USERNAME, password: v.KIBANA_PASSWORD };
}
