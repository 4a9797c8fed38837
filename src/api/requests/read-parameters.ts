import { z } from 'zod';
import { type ParameterError, Problem } from '../problems/problem.js';
import { nearest, suggestName, suggestValue } from './suggest.js';

/** Longest value that an error repeats. */
const maxEcho = 200;

/**
 * Reads the parameters of a request by a schema.
 * @param path parameters in the path; a query parameter of the same name is unknown
 * @throws {Problem} `invalid-parameter`, naming every invalid one at once
 */
export function readParameters(
  schema: z.ZodObject,
  path: Record<string, string>,
  query: Record<string, unknown>,
): Record<string, unknown> {
  const names = Object.keys(schema.shape).filter((name) => !(name in path));
  const lists = listsOf(schema);
  const given = Object.entries(query).map(([name, value]): [string, unknown] =>
    // Clients that are generated repeat a list: genre=18&genre=35 is genre=18,35.
    [name, lists.has(name) && Array.isArray(value) ? value.join(',') : value],
  );
  const isKnown = ([name]: [string, unknown]) => names.includes(name);
  const isSingle = ([, value]: [string, unknown]) => !Array.isArray(value);
  const parameters = { ...path, ...Object.fromEntries(given.filter(isKnown).filter(isSingle)) };
  const result = schema.safeParse(parameters);
  const errors = [
    ...given.filter((one) => !isKnown(one)).map(([name, value]) => unknownParameter(name, value, names)),
    ...given
      .filter((one) => isKnown(one) && !isSingle(one))
      .map(([name, value]) => ({ parameter: name, value: echo(value), allowed: 'must be given once' })),
    ...(result.error?.issues ?? []).map((issue) => invalidValue(issue, parameters)),
  ];
  if (!result.success || errors.length > 0) throw invalidParameters(errors, names, path);
  return result.data;
}

const knownLists = new WeakMap<z.ZodObject, ReadonlySet<string>>();

/** The parameters that are lists once they have been read. */
function listsOf(schema: z.ZodObject): ReadonlySet<string> {
  const known = knownLists.get(schema);
  if (known !== undefined) return known;
  const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any', metadata: z.registry() });
  const names = Object.entries(properties).filter(
    ([, property]) => typeof property === 'object' && property.type === 'array',
  );
  const lists = new Set(names.map(([name]) => name));
  knownLists.set(schema, lists);
  return lists;
}

function unknownParameter(name: string, value: unknown, names: readonly string[]): ParameterError {
  const allowed = names.length > 0 ? `one of: ${listNames(name, names)}` : 'no query parameter';
  return { parameter: name, value: echo(value), allowed, ...withSuggestion(suggestName(name, names)) };
}

function invalidValue(issue: z.core.$ZodIssue, parameters: Record<string, unknown>): ParameterError {
  const name = String(issue.path[0]);
  const value = parameters[name];
  const suggestion =
    issue.code === 'invalid_value' ? suggestValue(String(value), issue.values.map(String)) : undefined;
  return { parameter: name, value: echo(value), allowed: issue.message, ...withSuggestion(suggestion) };
}

/** Most names that an error lists. */
const maxNames = 20;

/** All names, or, of very many, the nearest ones and where the others are listed. */
function listNames(name: string, names: readonly string[]): string {
  if (names.length <= maxNames) return names.join(', ');
  const near = nearest(name, names, maxNames / 2);
  return `${near.join(', ')} and ${names.length - near.length} others, which /docs and /v1/schema list`;
}

const withSuggestion = (suggestion: string | undefined): { suggestion?: string } =>
  suggestion === undefined ? {} : { suggestion };

function invalidParameters(errors: ParameterError[], names: readonly string[], path: object): Problem {
  const sentences = errors.map(({ parameter, value, allowed, suggestion }) => {
    const question = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
    if (parameter in path || names.includes(parameter)) {
      return `'${parameter}' is ${JSON.stringify(value)}: ${allowed}.${question}`;
    }
    return `'${parameter}' is not a parameter.${question} Allowed: ${listNames(parameter, names) || 'none'}.`;
  });
  return new Problem('invalid-parameter', sentences.join(' '), { errors });
}

function echo(value: unknown): unknown {
  return typeof value === 'string' && value.length > maxEcho
    ? `${value.slice(0, maxEcho)}…`
    : (value ?? null);
}
