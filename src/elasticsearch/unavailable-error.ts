import { errors } from '@elastic/elasticsearch';
import { isTransientStatus } from '../http/retry.js';

/** Elasticsearch was unavailable a moment ago, so no request was sent. `cause` is the error that showed it. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor(cause?: unknown) {
    super('Elasticsearch is unavailable; it is probed several times a second.', { cause });
  }
}

/**
 * Whether a request failed because no node could process it, which says nothing about the request itself. A 500 does
 * not count: the node is there, and a request that it fails on must not cut off all the others.
 */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof UnavailableError ||
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError ||
  (error instanceof errors.ResponseError && error.statusCode !== 500 && isTransientStatus(error.statusCode));
