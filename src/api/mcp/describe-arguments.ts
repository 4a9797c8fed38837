import type { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { toSchema } from '../openapi/schemas.js';
import { commonParameters } from '../requests/common-parameters.js';
import { membersOf } from '../requests/select.js';

/** A JSON Schema. */
export type JsonSchema = Record<string, unknown>;

/** Members of a schema that an assistant does not need: the API checks them, and its errors say what is allowed. */
const details = ['multipleOf', 'maxLength', 'minItems', 'pattern', 'exclusiveMinimum', 'format'];

/** Returns the JSON Schemas of the arguments of some questions, by name; those of several questions are merged. */
export function describeArguments(questions: readonly Question[]): Record<string, JsonSchema> {
  const ofEach = questions.map((question) => {
    const { edition } = commonParameters;
    const shape: Record<string, z.ZodType> = { ...question.parameters.shape, edition };
    const described = Object.entries(shape).map(([name, type]) => [name, describeArgument(name, type)]);
    return { ...Object.fromEntries(described), select: describeSelect(question) };
  });
  return mergeProperties(ofEach);
}

function describeArgument(name: string, type: z.ZodType): JsonSchema {
  const described = compact(resolve(toSchema(type)));
  if (name !== 'limit') return described;
  // All rows are for CSV and NDJSON.
  const [rows] = (described.anyOf ?? []) as JsonSchema[];
  return { ...rows, default: described.default, description: 'Most rows to return' };
}

const describeSelect = (question: Question): JsonSchema => ({
  type: 'array',
  items: { type: 'string', enum: membersOf(question) },
  description: 'The members of each row to return; all by default',
});

/** Merges the properties of several objects: those that differ become alternatives. */
export function mergeProperties(
  objects: readonly Readonly<Record<string, JsonSchema>>[],
): Record<string, JsonSchema> {
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      mergeSchemas(objects.map((object) => object[name]).filter((schema) => schema !== undefined)),
    ]),
  );
}

function mergeSchemas(schemas: readonly JsonSchema[]): JsonSchema {
  const [first = {}, ...others] = schemas;
  const isSame = (other: JsonSchema) => JSON.stringify(other) === JSON.stringify(first);
  if (others.every(isSame)) return first;
  const descriptions = new Set(schemas.flatMap((schema) => schema.description ?? []));
  const description = [...descriptions].join('; ');
  const words = schemas.flatMap(wordsOf);
  // Several lists of words are one.
  const ofWords = (values: readonly unknown[]): JsonSchema => ({
    type: 'string',
    enum: [...new Set(values)],
  });
  if (words.length === schemas.length) {
    const merged = ofWords(words.flatMap(({ values }) => values));
    return { description, ...(first.type === 'array' ? { type: 'array', items: merged } : merged) };
  }
  const alternatives = schemas.map(({ description: _, default: __, ...rest }) => JSON.stringify(rest));
  const [only, ...more] = [...new Set(alternatives)].map((text) => JSON.parse(text));
  return { description, ...(more.length > 0 ? { anyOf: [only, ...more] } : only) };
}

function wordsOf(schema: JsonSchema): { values: unknown[] }[] {
  const { enum: values } = schema.type === 'array' ? (schema.items as JsonSchema) : schema;
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? [{ values }] : [];
}

/** Puts the schemas of `$defs` in the places that refer to them: an argument is a part of a larger schema. */
function resolve(schema: JsonSchema): JsonSchema {
  const { $defs = {}, ...rest } = schema;
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...members } = value as JsonSchema;
    const name = String($ref).replace('#/$defs/', '');
    const named = $ref === undefined ? {} : ($defs as Record<string, JsonSchema>)[name];
    return Object.fromEntries(
      Object.entries({ ...named, ...members })
        .filter(([member]) => member !== 'id')
        .map(([member, one]) => [member, replace(one)]),
    );
  };
  return replace(rest) as JsonSchema;
}

/** Leaves out of a schema what only lengthens it. */
function compact<T>(value: T): T;
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => compact(one));
  if (typeof value !== 'object' || value === null) return value;
  const isDetail = ([name, member]: [string, unknown]) =>
    name === 'examples' ||
    (details.includes(name) && typeof member !== 'object') ||
    ((name === 'maximum' || name === 'minimum') && Math.abs(Number(member)) > 10_000);
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry) => !isDetail(entry))
      .map(([name, member]) => [name, compact(member)]),
  );
}
