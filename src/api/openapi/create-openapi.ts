import { z } from 'zod';
import { comparisonSchema } from '../../questions/compare-editions.js';
import { figures } from '../../questions/measures/measures.js';
import type { Question } from '../../questions/question.js';
import type { Operation } from '../operations/operation.js';
import type { Endpoint } from '../routes/endpoint.js';
import {
  describeEndpoint,
  describeOperation,
  describePublicPath,
  describeQuestion,
} from './describe-operations.js';
import type { ParameterStyle } from './describe-parameters.js';
import { nameSchemas } from './name-schemas.js';
import { toSchema } from './schemas.js';
import { shareComponents } from './share-components.js';
import { describeTags } from './tags.js';

/**
 * Returns the OpenAPI 3.1 document, derived from the declarations of questions, endpoints and operations.
 * @param style - grouped parameters keep the document short; generators of clients that do not send the members of an
 * object one by one need flat ones
 */
export function createOpenApi(
  questions: readonly Question[],
  endpoints: readonly Endpoint[],
  operations: readonly Operation[],
  version: string,
  style: ParameterStyle = 'grouped',
): object {
  const { paths, parameters, responses, schemas } = shareComponents({
    ...Object.fromEntries(
      questions.map((question) => [`/v1/${question.name}`, { get: describeQuestion(question, style) }]),
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
    ),
    '/openapi.json': describePublicPath('This document', z.looseObject({})),
    '/openapi-flat.json': describePublicPath(
      'This document with each filter as a parameter of its own',
      z.looseObject({}),
    ),
  });
  return nameSchemas({
    // Rows of figures are described by them.
    $defs: toSchema(z.tuple([figures, comparisonSchema])).$defs,
    openapi: '3.1.0',
    info: {
      title: 'Marquee',
      version,
      description:
        'Analytics and search over The Movies Dataset. Money is in nominal US dollars as reported to TMDB unless `adjust=inflation`; every sum states how many movies it covers. Figures cover movies that are released and whose release year is known, unless the request says otherwise. Answers have a strong `ETag`: send it back as `If-None-Match`; CSV and NDJSON have `meta` in the header `Marquee-Meta`. `/docs` has a guide, `/docs/examples/{operationId}.json` an answer of each question.',
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
      parameters,
      responses,
      schemas,
    },
  });
}
