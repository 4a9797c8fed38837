import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { type BackOff, defaultBackOff, pauseBefore } from '../../http/retry.js';
import { LoadError } from '../load-error.js';
import type { BulkDocument } from './read-batches.js';
import { type FailedDocument, sendBulk } from './send-bulk.js';

/** How documents are sent. */
export type BulkSettings = {
  /** Concurrent requests. */
  concurrency: number;
  /** Bytes of documents in a request; a larger document is sent alone. */
  flushBytes: number;
  backOff: BackOff;
};

export const defaultBulkSettings: BulkSettings = {
  concurrency: 2,
  flushBytes: 4 * 1024 * 1024,
  backOff: defaultBackOff,
};

/** Documents, each counted once, and retries of documents. */
export type Sent = { documents: number; retries: number };

type Sending = {
  client: Client;
  index: string;
  settings: BulkSettings;
  onFailed: (failed: FailedDocument) => void;
};

/**
 * Sends documents to one index under their ids, so that a retry stores no document twice. A document, or a whole request,
 * that Elasticsearch is too busy for is sent again after a pause. Memory holds the requests under way. The client's own
 * helper retries documents with status 429 only, drops one that meets an unavailable shard, and loses the totals when a
 * request fails as a whole.
 * @throws {LoadError} when Elasticsearch is still busy or unavailable after the last retry
 */
export async function sendDocuments(
  options: Sending & {
    batches: AsyncGenerator<BulkDocument[]>;
    onSent?: (bytes: number) => void;
    signal: AbortSignal | undefined;
  },
): Promise<Sent> {
  const { batches, settings, onSent } = options;
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal ? [options.signal] : [])]);
  const sent: Sent = { documents: 0, retries: 0 };
  const sender = async (): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const { value: batch, done } = await batches.next();
      if (done) return;
      sent.documents += batch.length;
      sent.retries += await sendWithRetries(batch, { ...options, signal });
      onSent?.(batch.reduce((sum, { json }) => sum + Buffer.byteLength(json) + '\n'.length, 0));
    }
  };
  const senders = Array.from({ length: settings.concurrency }, async () => {
    try {
      await sender();
    } catch (error) {
      // The first failure stops the other senders, and is the one that is reported.
      failure.abort(error);
    }
  });
  await Promise.all(senders);
  // Closes a file that was not read to its end.
  await batches.return(undefined);
  options.signal?.throwIfAborted();
  if (failure.signal.aborted) throw failure.signal.reason;
  return sent;
}

/** Returns the number of retried documents. */
async function sendWithRetries(
  batch: readonly BulkDocument[],
  { client, index, settings, onFailed, signal }: Sending & { signal: AbortSignal },
): Promise<number> {
  let retries = 0;
  let documents = batch;
  for (let attempt = 0; ; attempt++) {
    const { busy, reason, failed } = await sendBulk(client, index, documents, signal);
    failed.forEach(onFailed);
    if (busy.length === 0) return retries;
    if (attempt === settings.backOff.retries) {
      throw new LoadError(
        `Elasticsearch did not take ${busy.length} documents for ${index} in ${attempt + 1} attempts: ${reason}`,
      );
    }
    await sleep(pauseBefore(attempt, settings.backOff), undefined, { signal });
    retries += busy.length;
    documents = busy;
  }
}
