import { z } from 'zod';

export const problemSchema = z.object({
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
});

export const linksSchema = z.object({
  self: z.string().describe('The canonical URL of this question'),
  next: z.string().optional().describe('The URL of the next page'),
});

/** Returns the JSON Schema of a parsed value (`output`), or of what a caller sends (`input`). */
export function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // Values that are parsed into something else are sent as text.
    unrepresentable: 'any',
    io,
  });
  return rest;
}
