import { errors } from '@elastic/elasticsearch';
import { maxSorted, TooManyGroupsError } from '../../analytics/aggregate/too-many-groups-error.js';
import { EditionGoneError } from '../../editions/edition-gone-error.js';
import { NoEditionError } from '../../editions/find-live-edition.js';
import { SchemaVersionError } from '../../editions/schema-version-error.js';
import { clusterFaultOf } from '../../elasticsearch/cluster-fault.js';
import { PartialReplyError } from '../../elasticsearch/complete-reply.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import { VersionError } from '../../elasticsearch/version-error.js';
import { Problem } from './problem.js';

/** Seconds after which a caller may try again. */
const retryAfter = { 'Retry-After': '5' };

/** Returns the problem that an error is for the caller; what is not known to be harmless is not shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const more = { headers: retryAfter, cause: error };
  if (error instanceof EditionGoneError) return new Problem('edition-gone', error.message);
  if (error instanceof NoEditionError) return new Problem('no-edition', error.message, more);
  if (error instanceof SchemaVersionError) return new Problem('schema-version', error.message, more);
  if (error instanceof VersionError) return new Problem('elasticsearch-version', error.message, more);
  if (error instanceof TooManyGroupsError) {
    const { parameter, message } = error;
    const allowed = `must be left out, or the groups filtered to at most ${maxSorted}`;
    return new Problem('invalid-parameter', message, { errors: [{ parameter, value: null, allowed }] });
  }
  const fault = clusterFaultOf(error);
  if (fault !== undefined) return new Problem(fault.kind, fault.detail, more);
  if (error instanceof PartialReplyError || isShardFailure(error)) {
    return new Problem('partial-answer', 'Elasticsearch replied for a part of the data only.', more);
  }
  if (isUnavailable(error) || isRejectedServer(error)) {
    return new Problem('elasticsearch-unavailable', 'Elasticsearch did not reply.', more);
  }
  return new Problem('internal', 'Something went wrong; the log has the details.', { cause: error });
}

/** With `allow_partial_search_results: false` a failed shard fails the search, with 503 or 504. */
const isShardFailure = (error: unknown): boolean =>
  error instanceof errors.ResponseError &&
  error.body?.error?.type === 'search_phase_execution_exception' &&
  (error.statusCode ?? 0) >= 500;

/** Elasticsearch rejects this server's credentials, or is none: callers cannot help either. */
const isRejectedServer = (error: unknown): boolean =>
  error instanceof errors.ProductNotSupportedError ||
  (error instanceof errors.ResponseError && [401, 403].includes(error.statusCode ?? 0));
