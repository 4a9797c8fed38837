import { errors } from '@elastic/elasticsearch';

/** What an API needs that may publish and roll back. */
const remedy =
  'Operations need credentials with the role of deploy/elasticsearch/loader-role.json; docs/security.md tells how to make them.';

/**
 * What Elasticsearch did not let this server's credentials do, and what would help; undefined if an operation failed by
 * something else. Neither the key nor its owner is named, although Elasticsearch's own words do.
 */
export function missingPrivilege(error: unknown): string | undefined {
  const refusal = findRefusal(error);
  if (refusal === undefined) return undefined;
  if (refusal.statusCode === 401) {
    return `Elasticsearch does not accept this server's credentials: they are wrong, expired or revoked. ${remedy}`;
  }
  const { method, path } = refusal.meta.meta.request.params;
  const reason: string = refusal.body?.error?.reason ?? '';
  const indices = /on indices \[([^\]]+)\]/.exec(reason)?.[1];
  const privileges = /granted by the (?:index|cluster) privileges \[([^\]]+)\]/.exec(reason)?.[1];
  const lacking = privileges && ` without one of the privileges ${privileges.replaceAll(',', ', ')}`;
  return `Elasticsearch does not let this server's credentials send ${method} ${path}${indices ? ` (${indices})` : ''}${lacking ?? ''}. ${remedy}`;
}

/** The refusal itself: what failed by it may have been wrapped. */
function findRefusal(error: unknown): errors.ResponseError | undefined {
  if (error instanceof errors.ResponseError) {
    return [401, 403].includes(error.statusCode ?? 0) ? error : undefined;
  }
  return error instanceof Error && error.cause !== undefined ? findRefusal(error.cause) : undefined;
}
