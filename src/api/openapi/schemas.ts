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
    .describe('Every bad parameter, its value, what is allowed, and what was probably meant'),
  requestId: z.string().describe('As in the header X-Request-Id'),
});

export const linksSchema = z.object({
  self: z.string().describe('This question in one spelling'),
  next: z.string().optional().describe('The next page'),
});

/** The JSON Schema of what a parameter becomes or an answer holds; or, as `input`, of what is sent. */
export function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // What becomes something else is sent as text.
    unrepresentable: 'any',
    io,
  });
  return rest;
}
