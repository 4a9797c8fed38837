import { distance } from 'fastest-levenshtein';
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
  query: Record<string, unknown>,
): Record<string, unknown> {
  const allowed = Object.keys(schema.shape).filter((name) => !(name in path));
  const list = allowed.length > 0 ? `one of: ${allowed.join(', ')}` : 'no query parameter';
  const failures: ParameterError[] = [];
  const given: Record<string, unknown> = { ...path };
  for (const [name, value] of Object.entries(query)) {
    if (!allowed.includes(name))
      failures.push({ parameter: name, value: echo(value), allowed: list, ...suggest(name, allowed) });
    else if (Array.isArray(value)) {
      failures.push({ parameter: name, value: echo(value), allowed: 'must be given once' });
    } else given[name] = value;
  }
  const result = schema.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const value = given[name];
    const near = issue.code === 'invalid_value' ? suggest(String(value), issue.values.map(String)) : {};
    failures.push({ parameter: name, value: echo(value), allowed: issue.message, ...near });
  }
  if (result.success && failures.length === 0) return result.data;
  const sentences = failures.map(
    ({ parameter, value, allowed, suggestion }) =>
      `'${parameter}' is ${JSON.stringify(value)}: ${allowed}.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
  );
  throw new Problem('invalid-parameter', sentences.join(' '), { errors: failures });
}

function echo(value: unknown): unknown {
  return typeof value === 'string' && value.length > maxEcho
    ? `${value.slice(0, maxEcho)}…`
    : (value ?? null);
}

/** The nearest of some words, if a slip of the fingers could have made the one from the other. */
export function suggest(word: string, words: readonly string[]): { suggestion?: string } {
  if (word.length > 50) return {};
  const near = words
    .map((candidate) => ({ candidate, slips: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate, slips }) =>
        slips <= Math.max(candidate.length > 3 ? 2 : 1, Math.floor(candidate.length / 3)),
    )
    .sort((a, b) => a.slips - b.slips || lengthens(word, a.candidate) - lengthens(word, b.candidate))[0];
  return near ? { suggestion: near.candidate } : {};
}

/** Letters are swapped more often than left out. */
const lengthens = (word: string, candidate: string): number => Math.abs(candidate.length - word.length);
