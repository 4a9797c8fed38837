import type { z } from 'zod';
import examples from '../../../docs/openapi-examples.json' with { type: 'json' };
import type { Question } from '../../questions/question.js';
import type { Operation } from '../operations/operation.js';
import type { ProblemKind } from '../problems/problem-kinds.js';
import { commonParameters, mediaTypes } from '../requests/common-parameters.js';
import type { Endpoint } from '../routes/endpoint.js';
import { describeParameters } from './describe-parameters.js';
import { describeProblems } from './describe-problems.js';
import { toSchema } from './schemas.js';
import type { DescribedOperation } from './share-components.js';

/** Problems of every path that needs a token. */
const commonProblems: readonly ProblemKind[] = [
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

/** Describes a question: its answer in every format, and its problems. */
export function describeQuestion(question: Question): DescribedOperation {
  const data = toSchema(question.data);
  const sections = question.sections && (toSchema(question.sections) as Partial<Record<string, object>>);
  const body = {
    type: 'object',
    required: ['data', ...((sections?.required as string[] | undefined) ?? []), 'meta', 'links'],
    additionalProperties: false,
    properties: {
      data,
      ...sections?.properties,
      meta: { $ref: '#/components/schemas/Meta' },
      links: { $ref: '#/components/schemas/Links' },
    },
  };
  const isPaged = 'limit' in question.parameters.shape;
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
      304: { description: 'The answer has not changed since the ETag that was sent', headers },
      ...describeProblems([
        ...commonProblems,
        'not-acceptable',
        'edition-gone',
        ...(question.isHeavy ? (['too-many-groupings'] as const) : []),
        ...(isPaged ? (['too-many-exports'] as const) : []),
        ...(isAboutOne ? (['not-found'] as const) : []),
      ]),
    },
  };
}

/** Describes an endpoint. */
export function describeEndpoint(endpoint: Endpoint): DescribedOperation {
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
      ...describeProblems(commonProblems),
    },
  };
}

/** Describes an operation: a POST with a JSON body. */
export function describeOperation({ name, summary, description, body }: Operation): DescribedOperation {
  return {
    operationId: camelCase(name),
    summary,
    description: `${description} Needs a token with the scope \`admin\`; writes a line to the audit log.`,
    tags: [name.split('/')[0]],
    security: [{ token: ['admin'] }],
    requestBody: {
      required: !body.safeParse({}).success,
      content: { 'application/json': { schema: toSchema(body, 'input') } },
    },
    responses: {
      200: json('The report of the run', {
        type: 'object',
        required: ['data'],
        additionalProperties: false,
        properties: { data: { type: 'object' } },
      }),
      ...describeProblems([
        ...commonProblems,
        'malformed-body',
        'body-too-large',
        'unsupported-media-type',
        'locked',
        'edition-rejected',
        'missing-privilege',
      ]),
    },
  };
}

/** Describes a path that needs no token. */
export function describePublicPath(
  summary: string,
  schema: z.ZodType,
  problems: ProblemKind[] = [],
): Record<string, DescribedOperation> {
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

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** `companies/{id}/budget-by-year` → `companiesIdBudgetByYear`. */
const camelCase = (name: string): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
