import type { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { metaSchema } from '../answers/meta.js';
import { inlineSchema, linksSchema } from '../openapi/schemas.js';
import { type JsonSchema, mergeProperties } from './describe-arguments.js';

/** The JSON Schema of an object, as tools describe what they return. */
export type ObjectSchema = { type: 'object'; required: string[]; properties: Record<string, JsonSchema> };

/** Returns the JSON Schema of the results of some questions: their rows, or documents, with the same `meta` and `links`. */
export function describeResult(questions: readonly Question[]): ObjectSchema {
  const sections = questions.map((question) =>
    question.sections === undefined ? {} : propertiesOf(inlineSchema(question.sections)),
  );
  const { data, left } = describeData(questions.map((question) => question.data)).properties;
  const properties = {
    data,
    ...mergeProperties(sections),
    meta: inlineSchema(metaSchema),
    links: inlineSchema(linksSchema),
  };
  return {
    type: 'object',
    required: ['data', 'meta', 'links'],
    properties: { ...properties, left, ...afterRows },
  };
}

/** What stands behind the rows of a result, where there is something to say. */
const afterRows: Record<string, JsonSchema> = {
  stale: { type: 'integer', description: 'Seconds since Elasticsearch, which is unavailable, last replied' },
  page: { type: 'string', description: 'The page with the same question, for people' },
};

const left: JsonSchema = {
  type: 'object',
  description: 'Rows that are not in this result; null when they were not counted',
  required: ['rows', 'how'],
  properties: { rows: { type: ['integer', 'null'] }, how: { type: 'string' } },
};

/** Returns the JSON Schema of answers of which only `data` is known. */
export function describeData(answers: readonly z.ZodType[]): Omit<ObjectSchema, 'properties'> & {
  properties: { data: JsonSchema; left: JsonSchema };
} {
  const schemas = answers.map((answer) => inlineSchema(answer));
  const isList = schemas[0]?.type === 'array';
  const rows = schemas.map((schema) => propertiesOf(isList ? (schema.items as JsonSchema) : schema));
  // With `select` any member may be absent, and the links of rows are left out.
  const { links: _, ...members } = mergeProperties(rows);
  const row = { type: 'object', properties: members };
  const data: JsonSchema = isList ? { type: 'array', items: row } : row;
  return { type: 'object', required: ['data'], properties: { data, left } };
}

const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema.properties ?? {}) as Record<string, JsonSchema>;
