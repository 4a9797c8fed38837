import type { errors } from '@elastic/elasticsearch';
import { describeBlocks } from './describe-blocks.js';

/** Why a cluster that answers cannot serve a request: the index is closed or blocked, or the cluster allows less than is needed. */
export type ClusterFault = { kind: 'index-blocked' | 'cluster-limit'; detail: string };

type Cause = {
  type?: string;
  reason?: string;
  index?: string;
  root_cause?: Cause[];
  caused_by?: Cause;
  failed_shards?: { reason?: Cause }[];
};

/** Returns why Elasticsearch rejected a request, and the way out, where its own state or settings are the reason. */
export function clusterFaultOf(error: unknown): ClusterFault | undefined {
  if (!isResponseError(error)) return undefined;
  for (const { type, reason = '', index = 'an index' } of causesOf(error.body?.error)) {
    if (type === 'index_closed_exception') {
      return {
        kind: 'index-blocked',
        detail: `The index ${index} is closed: open it (POST /${index}/_open), or publish another edition.`,
      };
    }
    if (type === 'cluster_block_exception') return { kind: 'index-blocked', detail: describeBlocks(reason) };
    if (type === 'too_many_buckets_exception') {
      return {
        kind: 'cluster-limit',
        detail: `The cluster setting search.max_buckets is too low (${reason}): set it to 65536, its default, or more.`,
      };
    }
    if (reason.includes('index.max_result_window') || reason.startsWith('Result window is too large')) {
      return {
        kind: 'cluster-limit',
        detail: `The index setting index.max_result_window is too low (${reason}): set it to 10000, its default.`,
      };
    }
  }
  return undefined;
}

/** Returns the way out where the cluster's state or settings made a request fail, else what the error itself says. */
export const explain = (error: unknown): string =>
  clusterFaultOf(error)?.detail ?? (error instanceof Error ? error.message : String(error));

/** By its name, because commands that need no Elasticsearch would wait for its client to be imported. */
const isResponseError = (error: unknown): error is errors.ResponseError =>
  error instanceof Error && error.name === 'ResponseError';

function* causesOf(cause: Cause | undefined): Generator<Cause> {
  if (cause === undefined || cause === null) return;
  yield cause;
  for (const root of cause.root_cause ?? []) yield* causesOf(root);
  for (const { reason } of cause.failed_shards ?? []) yield* causesOf(reason);
  yield* causesOf(cause.caused_by);
}
