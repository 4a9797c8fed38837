import type { estypes } from '@elastic/elasticsearch';

/** Elasticsearch answered for a part of the data only; such an answer is never passed on as whole. */
export class PartialReplyError extends Error {
  override readonly name = 'PartialReplyError';
}

/**
 * Answers the reply if it speaks for all of the data.
 * @throws {PartialReplyError} when it timed out or a shard failed.
 */
export function completeReply<T extends estypes.SearchResponse<unknown>>(reply: T): T {
  const { timed_out: timedOut, _shards: shards } = reply;
  if (timedOut) throw new PartialReplyError('Elasticsearch ran out of time and answered in part.');
  if (shards.failed > 0 || shards.successful < shards.total) {
    throw new PartialReplyError(`Only ${shards.successful} of ${shards.total} shards answered.`);
  }
  return reply;
}
