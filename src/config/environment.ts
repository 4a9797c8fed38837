import type { z } from 'zod';
import { ConfigError } from './config-error.js';
import { readSecretFiles, secretVariables } from './secret-files.js';

/** Environment variables by name; an empty string counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables of this process. The only place in `src` that reads `process.env`; each reader of a section takes them
 * by default, so that a verb asks only for what it needs.
 */
export const processEnvironment: Environment = process.env;

/**
 * Parses the variables of one section.
 * @param schema one member per variable, whose error says what is allowed
 * @throws {ConfigError} naming the variable, its value unless that may be secret, and what is allowed
 */
export function readVariables<T extends z.ZodObject>(schema: T, env: Environment): z.output<T> {
  const resolved = readSecretFiles(env, Object.keys(schema.shape));
  const set = Object.fromEntries(Object.entries(resolved).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  throw new ConfigError(`${name} is ${show(name, set[name])}: must be ${issue?.message}.`);
}

const isSecret = (name: string): boolean => (secretVariables as readonly string[]).includes(name);

/** The value in quotes, without credentials; a secret is not shown at all. */
const show = (name: string, value: string | undefined): string =>
  isSecret(name)
    ? 'not valid (the value is not shown, it may be a secret)'
    : `'${value?.replace(/\/\/[^/\s]*@/, '//…@')}'`;

/** Whether `npm start` or `npm run` is the parent of this process. */
export const isRunByNpm = (env: Environment = processEnvironment): boolean =>
  env.npm_lifecycle_event !== undefined;
