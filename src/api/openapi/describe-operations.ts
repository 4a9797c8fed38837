import { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { metaSchema } from '../answers/meta.js';
import type { Operation } from '../operations/operation.js';
import { commonParameters, mediaTypes } from '../requests/common-parameters.js';
import type { Endpoint } from '../routes/endpoint.js';
import { describeParameters, type ParameterStyle } from './describe-parameters.js';
import { describeProblems } from './describe-problems.js';
import { linksSchema, toSchema } from './schemas.js';
import type { DescribedOperation } from './share-components.js';

/** Describes a question: its answer in every format. */
export function describeQuestion(question: Question, style: ParameterStyle): DescribedOperation {
  const body = z.object({
    data: question.data,
    ...question.sections?.shape,
    meta: metaSchema,
    links: linksSchema,
  });
  return {
    operationId: operationIdOf(question),
    summary: question.summary,
    description: question.description,
    tags: [question.name.split('/')[0]],
    parameters: describeParameters(question, { ...question.parameters.shape, ...commonParameters }, style),
    responses: {
      200: {
        description: 'The answer',
        content: {
          [mediaTypes.json]: { schema: toSchema(body) },
          [mediaTypes.csv]: {},
          [mediaTypes.ndjson]: {},
        },
      },
      ...describeProblems(question.isAboutIds === true || 'id' in question.parameters.shape),
    },
  };
}

/** Describes an endpoint. */
export function describeEndpoint(endpoint: Endpoint): DescribedOperation {
  const { name, summary, description, scope } = endpoint;
  return {
    operationId: operationIdOf(endpoint),
    summary,
    description,
    tags: [name.split('/')[0]],
    ...(scope === 'read' ? {} : { security: [{ token: [scope] }] }),
    parameters: describeParameters(endpoint, endpoint.parameters.shape, 'flat'),
    responses: {
      200: json('The answer', toSchema(z.object({ data: endpoint.data }))),
      ...describeProblems(false),
    },
  };
}

/** Describes an operation: a POST with a JSON body. */
export function describeOperation({ name, summary, description, body }: Operation): DescribedOperation {
  return {
    operationId: operationIdOf({ name }),
    summary,
    description: `${description} Needs a token with the scope \`admin\`; writes a line to the audit log.`,
    tags: [name.split('/')[0]],
    security: [{ token: ['admin'] }],
    requestBody: {
      required: !body.safeParse({}).success,
      content: { 'application/json': { schema: toSchema(body, 'body') } },
    },
    responses: {
      200: json('The report of the run', toSchema(z.object({ data: z.looseObject({}) }))),
      ...describeProblems(false),
    },
  };
}

/** Describes a path that needs no token. */
export function describePublicPath(summary: string, schema: z.ZodType): Record<string, DescribedOperation> {
  return {
    get: {
      summary,
      security: [],
      responses: {
        200: json('The answer', toSchema(schema)),
        ...describeProblems(false),
      },
    },
  };
}

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

/** `companies/{id}/budget-by-year` → `companiesIdBudgetByYear`. */
export const operationIdOf = ({ name }: Pick<Question, 'name'>): string =>
  name
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
