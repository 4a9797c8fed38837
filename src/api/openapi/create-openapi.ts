import { z } from 'zod';
import type { Question } from '../../questions/question.js';
import { metaSchema } from '../answers/meta.js';
import type { Operation } from '../operations/operation.js';
import type { Endpoint } from '../routes/endpoint.js';
import {
  describeEndpoint,
  describeOperation,
  describePublicPath,
  describeQuestion,
} from './describe-operations.js';
import { linksSchema, problemSchema, toSchema } from './schemas.js';
import { shareComponents } from './share-components.js';
import { describeTags } from './tags.js';

/** Returns the OpenAPI 3.1 document, derived from the declarations of questions, endpoints and operations. */
export function createOpenApi(
  questions: readonly Question[],
  endpoints: readonly Endpoint[],
  operations: readonly Operation[],
  version: string,
): object {
  const { paths, parameters, responses } = shareComponents({
    ...Object.fromEntries(
      questions.map((question) => [`/v1/${question.name}`, { get: describeQuestion(question) }]),
    ),
    ...Object.fromEntries(
      endpoints.map((endpoint) => [`/v1/${endpoint.name}`, { get: describeEndpoint(endpoint) }]),
    ),
    ...Object.fromEntries(
      operations.map((operation) => [`/v1/${operation.name}`, { post: describeOperation(operation) }]),
    ),
    '/livez': describePublicPath('Whether the process is alive', z.object({ status: z.literal('alive') })),
    '/readyz': describePublicPath(
      'Whether the server can answer questions',
      z.object({ status: z.enum(['ready', 'stale']), edition: z.string() }),
      ['elasticsearch-unavailable', 'schema-version', 'stopping', 'internal'],
    ),
    '/openapi.json': describePublicPath('This document', z.looseObject({})),
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description:
        'Analytics and search over The Movies Dataset. Money is in nominal US dollars as reported to TMDB unless `adjust=inflation`; every sum states how many movies it covers. Figures cover movies that are released and whose release year is known, unless the request says otherwise. Answers have a strong ETag: send it back as `If-None-Match`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: ['read'] }],
    tags: describeTags([...questions, ...endpoints, ...operations].map(({ name }) => name)),
    paths,
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
      parameters,
      responses,
      headers: {
        RequestId: { description: 'The id of the request', schema: { type: 'string' } },
        ETag: {
          description: 'Strong: identifies edition, question, format and encoding',
          schema: { type: 'string' },
        },
        Meta: { description: '`meta` as JSON', schema: { type: 'string' } },
      },
    },
  };
}
