import { z } from 'zod';

export const problemSchema = z
  .object({
    type: z.string().describe('Path of the page that explains this kind of problem'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          parameter: z.string(),
          value: z.unknown(),
          allowed: z.string(),
          suggestion: z.string().optional(),
        }),
      )
      .optional()
      .describe('Every invalid parameter, its value, what is allowed, and what was probably meant'),
    instance: z
      .string()
      .optional()
      .describe('The path of the request; absent if the request could not be read'),
    requestId: z.string().describe('The same as in the header X-Request-Id'),
  })
  .meta({ id: 'Problem' });

export const linksSchema = z
  .object({
    self: z.string().describe('The canonical URL of this question'),
    next: z.string().optional().describe('The URL of the next page'),
  })
  .meta({ id: 'Links' });

/** Returns the JSON Schema of a part of an answer, of a parameter, or of a body. Schemas with an `id` stand in its `$defs`. */
export function toSchema(
  schema: z.ZodType,
  of: 'answer' | 'parameter' | 'body' = 'answer',
): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // Values that are parsed into something else are sent as text.
    unrepresentable: 'any',
    io: of === 'body' ? 'input' : 'output',
    override({ jsonSchema }) {
      // Every integer of JavaScript is within these.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (of !== 'answer') return;
      // Answers may get further members within a version.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.minimum === 0) delete jsonSchema.minimum;
      if (jsonSchema.exclusiveMinimum === 0) delete jsonSchema.exclusiveMinimum;
    },
  });
  return rest;
}

/** Returns the JSON Schema of a parsed value, whole: without descriptions and references. */
export function inlineSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    // Without the names of schemas, which would stand in their place.
    metadata: z.registry(),
  });
  return rest;
}
