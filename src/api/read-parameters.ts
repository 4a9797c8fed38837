import type { z } from 'zod';
import { type ParameterError, Problem } from './problem.js';

/** Longest value that an error repeats. */
const maxEcho = 200;

/**
 * Reads the parameters of a request by a question's schema.
 * @throws {Problem} `invalid-parameter`, naming every bad one at once.
 */
export function readParameters(
  schema: z.ZodObject,
  path: Record<string, string>,
  query: NodeJS.Dict<string | string[]>,
): Record<string, unknown> {
  const allowed = Object.keys(schema.shape).filter((name) => !(name in path));
  const list = allowed.length > 0 ? `one of: ${allowed.join(', ')}` : 'no query parameter';
  const failures: ParameterError[] = [];
  const given: Record<string, unknown> = { ...path };
  for (const [name, value] of Object.entries(query)) {
    if (!allowed.includes(name)) failures.push({ parameter: name, value: echo(value), allowed: list });
    else if (Array.isArray(value)) {
      failures.push({ parameter: name, value: echo(value), allowed: 'must be given once' });
    } else given[name] = value;
  }
  const result = schema.safeParse(given);
  for (const {
    path: [name],
    message,
  } of result.error?.issues ?? []) {
    failures.push({ parameter: String(name), value: echo(given[String(name)]), allowed: message });
  }
  if (result.success && failures.length === 0) return result.data;
  const sentences = failures.map(
    ({ parameter, value, allowed }) => `'${parameter}' is ${JSON.stringify(value)}: ${allowed}.`,
  );
  throw new Problem('invalid-parameter', sentences.join(' '), { errors: failures });
}

function echo(value: unknown): unknown {
  return typeof value === 'string' && value.length > maxEcho
    ? `${value.slice(0, maxEcho)}…`
    : (value ?? null);
}
