import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** Variables that are secrets, or URLs that may hold one. Each can be given as a file, as orchestrators mount them. */
export const secretVariables = [
  'ELASTICSEARCH_URL',
  'ELASTICSEARCH_API_KEY',
  'ELASTICSEARCH_PASSWORD',
  'KIBANA_API_KEY',
  'KIBANA_PASSWORD',
  'JWT_SECRET',
  'MARQUEE_WEBHOOK_URL',
  'MARQUEE_WEBHOOK_SECRET',
  'REDIS_URL',
] as const;

/**
 * Returns the environment with the content of each `NAME_FILE` as `NAME`, without the line feed that editors add.
 * @param names the only variables that are looked at, so that a verb needs no file that it does not use
 * @throws {ConfigError} when both are set, or the file cannot be read or is empty
 */
export function readSecretFiles(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string | undefined> {
  const resolved: Record<string, string | undefined> = { ...env };
  for (const name of secretVariables) {
    const path = env[`${name}_FILE`];
    if (!names.includes(name) || path === undefined || path === '') continue;
    if (env[name] !== undefined && env[name] !== '') {
      throw new ConfigError(`${name} and ${name}_FILE exclude each other: set one of them.`);
    }
    resolved[name] = readSecret(name, path);
  }
  return resolved;
}

function readSecret(name: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${name}_FILE is '${path}', which cannot be read: ${(error as Error).message}`);
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new ConfigError(`${name}_FILE is '${path}', which is empty.`);
  return secret;
}
