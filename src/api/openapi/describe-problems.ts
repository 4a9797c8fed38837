import { problemKinds } from '../problems/problem-kinds.js';
import { problemSchema, toSchema } from './schemas.js';

const statuses = [...new Set(Object.values(problemKinds).map(({ status }) => status))].sort();

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: toSchema(problemSchema) } },
});

/**
 * Describes what is not an answer: 404 where the path has an id that may not be in the edition, and every other status
 * alike, because every path may return it.
 */
export const describeProblems = (mayBeMissing: boolean): Record<string, Record<string, unknown>> => ({
  ...(mayBeMissing && { 404: problem('The edition has nothing with that id') }),
  default: problem(
    `A problem (RFC 9457), with one of the statuses ${statuses.join(', ')}; its \`type\` leads to an explanation. 429 and 503 have Retry-After`,
  ),
});
