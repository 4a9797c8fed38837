import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import { movieFilters } from '../../questions/parameters/movie-filters.js';
import type { Question } from '../../questions/question.js';
import { type ParameterError, Problem } from '../problems/problem.js';
import { suggestValue } from '../requests/suggest.js';
import { describeArguments, type JsonSchema } from './describe-arguments.js';
import { describeResult } from './describe-result.js';
import type { Arguments, Tool } from './tool.js';

/** Tools only read, and ask this server alone. */
export const annotations: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** An argument that chooses among the questions of a tool. */
type Choice = { name: string; description: string; default?: string };

export type ToolOptions = {
  name: string;
  title: string;
  description: string;
  /** The questions by what chooses them: the values of the choices, with a / between. */
  questions: ReadonlyMap<string, Question>;
  choices?: readonly Choice[];
  /** Arguments that are added where a call does not have them. */
  defaults?(question: Question): Arguments;
  /** Whether every filter is described, or only the usual ones; all are taken. */
  isComplete?: boolean;
};

/** The filters that every tool describes: with all seventy of them, the tools alone would fill an assistant's memory. */
const usualFilters = ['from', 'to', 'genre', 'company', 'country', 'person', 'status'];

const isRare = (name: string): boolean => name in movieFilters && !usualFilters.includes(name);

/** Creates a tool that asks one question, or one of several that `choices` choose from. */
export function createTool(options: ToolOptions): Tool {
  const { name, title, description, questions, choices = [], defaults } = options;
  const asked = [...questions.values()];
  const described = Object.entries(describeArguments(asked));
  const isLeftOut = ([argument]: [string, unknown]) => !options.isComplete && isRare(argument);
  const properties = {
    ...Object.fromEntries(choices.map((choice, at) => [choice.name, describeChoice(choice, at, questions)])),
    ...Object.fromEntries(described.filter((one) => !isLeftOut(one))),
  };
  const required = [
    ...choices.filter((choice) => choice.default === undefined).map((choice) => choice.name),
    ...requiredOf(asked),
  ];
  const names = new Set(choices.map((choice) => choice.name));
  return {
    description: {
      name,
      title,
      description,
      annotations,
      inputSchema: { type: 'object', properties, ...(required.length > 0 && { required }) },
      outputSchema: describeResult(asked),
    },
    furtherArguments: new Set(described.filter(isLeftOut).map(([argument]) => argument)),
    choose(given) {
      const question = chooseQuestion(questions, choices, given);
      const rest = Object.entries(given).filter(([argument]) => !names.has(argument));
      return { question, given: { ...defaults?.(question), ...Object.fromEntries(rest) } };
    },
  };
}

function describeChoice(
  { name: _, ...choice }: Choice,
  at: number,
  questions: ToolOptions['questions'],
): JsonSchema {
  const values = [...questions.keys()].map((key) => key.split('/')[at]);
  return { type: 'string', enum: [...new Set(values)], ...choice };
}

/** The parameters that all questions need. */
function requiredOf(questions: readonly Question[]): string[] {
  const [first, ...others] = questions.map(({ parameters }) =>
    Object.entries(parameters.shape)
      .filter(([, type]) => !type.safeParse(undefined).success)
      .map(([name]) => name),
  );
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}

/** @throws {Problem} `invalid-parameter` when no question is chosen so */
function chooseQuestion(
  questions: ToolOptions['questions'],
  choices: readonly Choice[],
  given: Arguments,
): Question {
  const errors: ParameterError[] = [];
  let keys = [...questions.keys()];
  for (const [at, choice] of choices.entries()) {
    const value = given[choice.name] ?? choice.default ?? null;
    const values = [...new Set(keys.map((key) => key.split('/')[at] as string))];
    keys = keys.filter((key) => key.split('/')[at] === value);
    if (keys.length > 0) continue;
    const suggestion = suggestValue(String(value), values);
    const allowed = `must be one of: ${values.join(', ')}`;
    errors.push({ parameter: choice.name, value, allowed, ...(suggestion !== undefined && { suggestion }) });
    break;
  }
  const [error] = errors;
  const question = questions.get(keys[0] ?? '');
  if (question !== undefined && error === undefined) return question;
  throw invalidArguments(errors);
}

/** Returns the problem of arguments, which `detail` says in words too. */
export function invalidArguments(errors: ParameterError[]): Problem {
  const sentences = errors.map(({ parameter, value, allowed, suggestion }) => {
    const meant = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
    return `'${parameter}' is ${JSON.stringify(value)}: ${allowed}.${meant}`;
  });
  return new Problem('invalid-parameter', sentences.join(' '), { errors });
}
