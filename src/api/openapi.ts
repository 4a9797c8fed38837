import { z } from 'zod';
import type { Question } from '../analytics/question.js';
import { commonParameters, mediaTypes } from './answers/common-parameters.js';
import { metaSchema } from './answers/meta.js';
import type { Endpoint } from './endpoint.js';
import examples from './examples.json' with { type: 'json' };
import { type ProblemKind, problemKinds } from './problem.js';

const problemSchema = z.object({
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

const linksSchema = z.object({
  self: z.string().describe('This question in one spelling'),
  next: z.string().optional().describe('The next page'),
});

/** What any guarded path may answer. */
const guardedProblems: readonly ProblemKind[] = [
  'invalid-parameter',
  'unauthorized',
  'forbidden',
  'uri-too-long',
  'headers-too-large',
  'too-many-requests',
  'internal',
  'elasticsearch-unavailable',
  'deadline',
];

/** The OpenAPI 3.1 document, made from the registry of questions. */
export function createOpenApi(
  questions: readonly Question[],
  endpoints: readonly Endpoint[],
  version: string,
): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description:
        'Analytics over The Movies Dataset. Money is nominal US dollars as reported to TMDB unless `adjust=inflation`; every sum says how many movies it covers. Movies count when they are released and their release year is known, unless the request says otherwise. Answers carry a strong ETag: send it back as `If-None-Match`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: ['read'] }],
    paths: {
      ...Object.fromEntries(
        questions.map((question) => [`/v1/${question.name}`, { get: describeQuestion(question) }]),
      ),
      ...Object.fromEntries(
        endpoints.map((endpoint) => [`/v1/${endpoint.name}`, { get: describeEndpoint(endpoint) }]),
      ),
      '/livez': openPath('Whether the process is alive', z.object({ status: z.literal('alive') })),
      '/readyz': openPath(
        'Whether questions can be answered',
        z.object({ status: z.literal('ready'), generation: z.string() }),
        ['elasticsearch-unavailable', 'internal'],
      ),
      '/openapi.json': openPath('This document', z.looseObject({})),
    },
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'HS256, or RS256 and ES256 with published keys; the scope is `read`, or `admin` for operations',
        },
      },
      schemas: {
        Problem: toSchema(problemSchema),
        Meta: toSchema(metaSchema),
        Links: toSchema(linksSchema),
      },
      headers: {
        RequestId: { description: 'The id of the request', schema: { type: 'string' } },
        ETag: { description: 'Strong: generation, question and form', schema: { type: 'string' } },
        Meta: { description: '`meta` as JSON', schema: { type: 'string' } },
      },
    },
  };
}

function describeQuestion(question: Question): object {
  const data = toSchema(question.data);
  const body = {
    type: 'object',
    required: ['data', 'meta', 'links'],
    additionalProperties: false,
    properties: {
      data,
      meta: { $ref: '#/components/schemas/Meta' },
      links: { $ref: '#/components/schemas/Links' },
    },
  };
  const isAboutOne = ['id', 'ids'].some((name) => name in question.parameters.shape);
  const rows = { schema: { type: 'string' } };
  const headers = {
    ETag: { $ref: '#/components/headers/ETag' },
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
  };
  return {
    operationId: camelCase(question.name),
    summary: question.summary,
    description: question.description,
    tags: [question.name.split('/')[0]],
    parameters: describeParameters(question, { ...question.parameters.shape, ...commonParameters }),
    responses: {
      200: {
        description: 'The answer',
        headers: { ...headers, 'Marquee-Meta': { $ref: '#/components/headers/Meta' } },
        content: {
          [mediaTypes.json]: { schema: body, example: (examples as Record<string, unknown>)[question.name] },
          [mediaTypes.csv]: rows,
          [mediaTypes.ndjson]: rows,
        },
      },
      304: { description: 'The answer is the one whose ETag was sent', headers },
      ...describeProblems([
        ...guardedProblems,
        'not-acceptable',
        'generation-gone',
        ...(isAboutOne ? (['not-found'] as const) : []),
      ]),
    },
  };
}

function describeEndpoint(endpoint: Endpoint): object {
  const { name, summary, description, scope } = endpoint;
  return {
    operationId: camelCase(name),
    summary,
    description,
    tags: [name.split('/')[0]],
    security: [{ token: [scope] }],
    parameters: describeParameters(endpoint, endpoint.parameters.shape),
    responses: {
      200: json('The answer', {
        type: 'object',
        required: ['data'],
        additionalProperties: false,
        properties: { data: toSchema(endpoint.data) },
      }),
      ...describeProblems(guardedProblems),
    },
  };
}

const describeParameters = (
  described: Pick<Question, 'name' | 'example'>,
  shape: Record<string, unknown>,
): object[] =>
  Object.entries(shape).map(([name, schema]) => describeParameter(name, schema as z.ZodType, described));

function describeParameter(
  name: string,
  schema: z.ZodType,
  { name: path, example: examples }: Pick<Question, 'name' | 'example'>,
): object {
  const isInPath = path.includes(`{${name}}`);
  const { description, ...described } = toSchema(schema);
  const example = examples[name];
  return {
    name,
    in: isInPath ? 'path' : 'query',
    required: isInPath || !schema.safeParse(undefined).success,
    description,
    schema: described,
    // Lists are written with commas: ids=3,33.
    ...(described.type === 'array' && { style: 'form', explode: false }),
    ...(example !== undefined && { example: exampleOf(example, described) }),
  };
}

function exampleOf(text: string, schema: Record<string, unknown>): unknown {
  if (schema.type === 'integer' || (schema.anyOf && /^\d+$/.test(text))) return Number(text);
  if (schema.type !== 'array') return text;
  return text.split(',').map((item) => exampleOf(item, schema.items as Record<string, unknown>));
}

function openPath(summary: string, schema: z.ZodType, problems: ProblemKind[] = []): object {
  return {
    get: {
      summary,
      security: [],
      responses: {
        200: json('The answer', toSchema(schema)),
        ...describeProblems(['uri-too-long', 'headers-too-large', ...problems]),
      },
    },
  };
}

/** Problems by status; several kinds may share one. */
function describeProblems(kinds: readonly ProblemKind[]): Record<string, object> {
  const titles = new Map<number, string[]>();
  for (const kind of kinds) {
    const { status, title } = problemKinds[kind];
    titles.set(status, [...(titles.get(status) ?? []), title]);
  }
  return Object.fromEntries(
    [...titles].map(([status, described]) => [
      String(status),
      {
        description: described.join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The JSON Schema of what a parameter becomes or an answer holds. */
function toSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // What becomes something else is sent as text.
    unrepresentable: 'any',
  });
  return rest;
}

/** `companies/{id}/budget-by-year` → `companiesIdBudgetByYear`. */
const camelCase = (name: string): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
