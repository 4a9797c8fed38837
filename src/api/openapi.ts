import { z } from 'zod';
import type { Question } from '../analytics/question.js';
import { type ProblemKind, problemKinds } from './problem.js';

const problemSchema = z.object({
  type: z.string().describe('Path of the page that explains this kind of problem'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z
    .array(z.object({ parameter: z.string(), value: z.unknown(), allowed: z.string() }))
    .optional()
    .describe('Every bad parameter, its value, and what is allowed'),
});

const metaSchema = z.object({
  generation: z.string().describe('The load that the answer was computed from, a UTC time stamp'),
  excluded: z
    .object({
      undated: z.number().int().describe('Movies left out because their release year is not known'),
      unreleased: z.number().int().describe('Movies left out because their status is not Released'),
    })
    .describe('Movies left out of the figures; one that is undated and unreleased counts in both'),
  total: z.number().int().optional().describe('Rows there are, where `limit` may have cut them'),
});

/** The OpenAPI 3.1 document, made from the registry of questions. */
export function createOpenApi(questions: readonly Question[], version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description:
        'Analytics over The Movies Dataset. Money is nominal US dollars as reported to TMDB; every sum says how many movies it covers. Movies count when they are released and their release year is known, unless the request says otherwise.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: ['read'] }],
    paths: {
      ...Object.fromEntries(
        questions.map((question) => [`/v1/${question.name}`, { get: describe(question) }]),
      ),
      '/livez': openPath('Whether the process is alive', { type: 'object' }),
      '/readyz': openPath('Whether questions can be answered', { type: 'object' }, [
        'elasticsearch-unavailable',
      ]),
      '/openapi.json': openPath('This document', { type: 'object' }),
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'HS256, scope `read`' },
      },
      schemas: { Problem: toSchema(problemSchema), Meta: toSchema(metaSchema) },
    },
  };
}

function describe(question: Question): object {
  const problems: ProblemKind[] = [
    'invalid-parameter',
    'unauthorized',
    'forbidden',
    'elasticsearch-unavailable',
  ];
  if (question.name.includes('{id}')) problems.push('not-found');
  return {
    operationId: camelCase(question.name),
    summary: question.summary,
    description: question.description,
    tags: [question.name.split('/')[0]],
    parameters: Object.entries(question.parameters.shape).map(([name, schema]) =>
      describeParameter(name, schema as z.ZodType, question),
    ),
    responses: {
      200: json('The answer', {
        type: 'object',
        required: ['data', 'meta'],
        additionalProperties: false,
        properties: { data: toSchema(question.data), meta: { $ref: '#/components/schemas/Meta' } },
      }),
      ...describeProblems(problems),
    },
  };
}

function describeParameter(name: string, schema: z.ZodType, question: Question): object {
  const isInPath = question.name.includes(`{${name}}`);
  const { description, ...described } = toSchema(schema);
  const example = question.example[name];
  return {
    name,
    in: isInPath ? 'path' : 'query',
    required: isInPath,
    description,
    schema: described,
    ...(example !== undefined && { example: described.type === 'integer' ? Number(example) : example }),
  };
}

function openPath(summary: string, schema: object, problems: ProblemKind[] = []): object {
  return {
    get: {
      summary,
      security: [],
      responses: { 200: json('The answer', schema), ...describeProblems(problems) },
    },
  };
}

/** Problems by status; several kinds may share one. */
function describeProblems(kinds: readonly ProblemKind[]): Record<string, object> {
  return Object.fromEntries(
    kinds.map((kind) => {
      const { status, title } = problemKinds[kind];
      return [
        String(status),
        {
          description: title,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ];
    }),
  );
}

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The JSON Schema of what a parameter becomes or an answer holds. */
function toSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}

/** `companies/{id}/budget-by-year` → `companiesIdBudgetByYear`. */
const camelCase = (name: string): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
