import { errors } from '@elastic/elasticsearch';
import { clusterFaultOf } from '../../elasticsearch/cluster-fault.js';

const remedy =
  'Operations need credentials with the role of deploy/elasticsearch/loader-role.json; docs/security.md says how to create them.';

/**
 * Returns what Elasticsearch does not let this server's credentials do, and the remedy; undefined if an operation
 * failed for another reason. The message names neither the key nor its owner, which Elasticsearch's own does.
 */
export function missingPrivilege(error: unknown): string | undefined {
  const denial = findDenial(error);
  if (denial === undefined) return undefined;
  if (denial.statusCode === 401) {
    return `Elasticsearch does not accept this server's credentials: they are wrong, expired or revoked. ${remedy}`;
  }
  const { method, path } = denial.meta.meta.request.params;
  const reason: string = denial.body?.error?.reason ?? '';
  const indices = /on indices \[([^\]]+)\]/.exec(reason)?.[1];
  const privileges = /granted by the (?:index|cluster) privileges \[([^\]]+)\]/.exec(reason)?.[1];
  const on = indices === undefined ? '' : ` (${indices})`;
  const without =
    privileges === undefined ? '' : ` without one of the privileges ${privileges.replaceAll(',', ', ')}`;
  return `Elasticsearch does not let this server's credentials send ${method} ${path}${on}${without}. ${remedy}`;
}

/** Finds the reply 401 or 403 among the causes of an error; a blocked index is also a 403. */
function findDenial(error: unknown): errors.ResponseError | undefined {
  if (error instanceof errors.ResponseError) {
    const isDenial = [401, 403].includes(error.statusCode ?? 0) && clusterFaultOf(error) === undefined;
    return isDenial ? error : undefined;
  }
  return error instanceof Error && error.cause !== undefined ? findDenial(error.cause) : undefined;
}
