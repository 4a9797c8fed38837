import type { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { toSchema } from './schemas.js';

/** Describes the parameters of a path, each with its schema and an example. */
export const describeParameters = (
  described: Pick<Question, 'name' | 'example'>,
  shape: Record<string, unknown>,
): Record<string, unknown>[] =>
  Object.entries(shape).map(([name, schema]) => describeParameter(name, schema as z.ZodType, described));

function describeParameter(
  name: string,
  schema: z.ZodType,
  { name: path, example: examples }: Pick<Question, 'name' | 'example'>,
): Record<string, unknown> {
  const isInPath = path.includes(`{${name}}`);
  const { description, examples: usual, ...described } = toSchema(schema);
  const own = examples[name];
  const example = own === undefined ? (usual as unknown[] | undefined)?.[0] : exampleOf(own, described);
  return {
    name,
    in: isInPath ? 'path' : 'query',
    required: isInPath || !schema.safeParse(undefined).success,
    description,
    schema: described,
    // Generated clients repeat the name, whatever is said here; ids=3,33 is the same as ids=3&ids=33.
    ...(described.type === 'array' && { style: 'form', explode: true }),
    ...(example !== undefined && { example }),
  };
}

function exampleOf(text: string, schema: Record<string, unknown>): unknown {
  if (schema.type === 'integer' || (schema.anyOf && /^\d+$/.test(text))) return Number(text);
  if (schema.type !== 'array') return text;
  return text.split(',').map((item) => exampleOf(item, schema.items as Record<string, unknown>));
}
