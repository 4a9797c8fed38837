import type { Question } from '../../questions/question.js';
import { suggestName } from '../requests/suggest.js';
import { invalidArguments } from './create-tool.js';
import type { Arguments, Tool } from './tool.js';

/** Parameters as a URL has them. */
export type UrlParameters = { path: Record<string, string>; query: Record<string, string | string[]> };

/**
 * Returns the arguments of a call that have a value; assistants send null for what they leave out.
 * @throws {Problem} `invalid-parameter`, naming every argument that the tool does not take
 */
export function readArguments({ description, furtherArguments }: Tool, given: Arguments): Arguments {
  const described = Object.keys(description.inputSchema.properties ?? {});
  const usual = described.filter((name) => !name.includes('.'));
  const names = new Set([...described, ...furtherArguments]);
  const set = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const unknown = set.filter(([name]) => !names.has(name));
  if (unknown.length === 0) return Object.fromEntries(set);
  throw invalidArguments(
    unknown.map(([name, value]) => {
      const suggestion = suggestName(name, [...names]);
      const allowed = `no argument of ${description.name}, which takes: ${usual.join(', ') || 'none'}`;
      return {
        parameter: name,
        value: toText(value).slice(0, 200),
        allowed,
        ...(suggestion !== undefined && { suggestion }),
      };
    }),
  );
}

/**
 * Returns arguments as the parameters of a URL, which the question reads and checks as any others: numbers and words as
 * text, lists as lists.
 */
export function toParameters({ name }: Question, given: Arguments): UrlParameters {
  const parameters: UrlParameters = { path: {}, query: {} };
  for (const [argument, value] of Object.entries(given)) {
    const isInPath = name.includes(`{${argument}}`);
    if (isInPath) parameters.path[argument] = toText(value);
    // Of all lists only `select` is one text to the API.
    else if (Array.isArray(value) && argument !== 'select') parameters.query[argument] = value.map(toText);
    else parameters.query[argument] = Array.isArray(value) ? value.join() : toText(value);
  }
  return parameters;
}

/** Texts and numbers as they are; anything else fails the check of its parameter. */
const toText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
