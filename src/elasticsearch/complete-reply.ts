import type { estypes } from '@elastic/elasticsearch';

/** Elasticsearch searched a part of the data only; its reply is never used as if it were complete. */
export class PartialReplyError extends Error {
  override readonly name = 'PartialReplyError';
}

/**
 * Returns a search's reply if it covers all of the data.
 * @throws {PartialReplyError} when it timed out or a shard failed
 */
export function completeReply<T extends estypes.SearchResponse<unknown>>(reply: T): T {
  const { timed_out: timedOut, _shards: shards } = reply;
  if (timedOut)
    throw new PartialReplyError('Elasticsearch ran out of time and searched a part of the data only.');
  if (shards.failed > 0 || shards.successful < shards.total) {
    throw new PartialReplyError(`Only ${shards.successful} of ${shards.total} shards were searched.`);
  }
  return reply;
}
