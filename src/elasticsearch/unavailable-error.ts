import { errors } from '@elastic/elasticsearch';

/** Elasticsearch was found away a moment ago, so it was not asked again. `cause` is what it was found by. */
export class AwayError extends Error {
  override readonly name = 'AwayError';
  constructor(cause?: unknown) {
    super('Elasticsearch is away; it is looked for several times a second.', { cause });
  }
}

/** What a load balancer or a cluster without a master answers, and a node that has no room for another request. */
const awayStatuses: readonly (number | undefined)[] = [408, 429, 502, 503, 504];

/** Whether a request found nobody who could answer it now, which says nothing about the request itself. */
export const isAway = (error: unknown): boolean =>
  error instanceof AwayError ||
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError ||
  (error instanceof errors.ResponseError && awayStatuses.includes(error.statusCode));
