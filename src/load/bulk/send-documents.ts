import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { type BackOff, pauseBefore, usualBackOff } from '../../http/back-off.js';
import { LoadError } from '../load-error.js';
import { type FailedDocument, sendBulk } from './bulk-request.js';
import type { DocumentLine } from './read-lines.js';

/** How documents are sent. */
export type BulkSettings = {
  /** Requests under way at a time. */
  concurrency: number;
  /** Bytes of documents in a request; a larger document goes alone. */
  flushBytes: number;
  backOff: BackOff;
};

export const usualBulkSettings: BulkSettings = {
  concurrency: 2,
  flushBytes: 4 * 1024 * 1024,
  backOff: usualBackOff,
};

/** Documents sent for the first time, and those sent again. */
export type Sent = { documents: number; retries: number };

/**
 * Sends documents to one index under their ids, which make another attempt harmless. What Elasticsearch is too
 * busy for, a document or a whole request, is sent again after a pause; memory holds the requests under way.
 * @throws {LoadError} when it stays busy or away beyond the last retry.
 */
export async function sendDocuments(options: {
  client: Client;
  index: string;
  batches: AsyncGenerator<DocumentLine[]>;
  settings: BulkSettings;
  onFailed: (failedDocument: FailedDocument) => void;
  onSent?: (bytes: number) => void;
  signal: AbortSignal | undefined;
}): Promise<Sent> {
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
      sent.retries += await sendUntilTaken(batch, { ...options, signal });
      onSent?.(batch.reduce((sum, { bytes }) => sum + bytes.length, 0));
    }
  };
  const senders = Array.from({ length: settings.concurrency }, async () => {
    try {
      await sender();
    } catch (error) {
      // The first reason counts: the others then hear of it.
      failure.abort(error);
    }
  });
  await Promise.all(senders);
  // What a failure left unread is closed.
  await batches.return(undefined);
  options.signal?.throwIfAborted();
  if (failure.signal.aborted) throw failure.signal.reason;
  return sent;
}

/** Answers how many documents were sent again. */
async function sendUntilTaken(
  batch: readonly DocumentLine[],
  options: {
    client: Client;
    index: string;
    settings: BulkSettings;
    onFailed: (failedDocument: FailedDocument) => void;
    signal: AbortSignal;
  },
): Promise<number> {
  const { client, index, settings, onFailed, signal } = options;
  let retries = 0;
  let lines = batch;
  for (let attempt = 0; ; attempt++) {
    const { busy, reason, failed } = await sendBulk(client, index, lines, signal);
    failed.forEach(onFailed);
    if (busy.length === 0) return retries;
    if (attempt === settings.backOff.retries) {
      throw new LoadError(
        `Elasticsearch did not take ${busy.length} documents for ${index} in ${attempt + 1} attempts: ${reason}`,
      );
    }
    await sleep(pauseBefore(attempt, settings.backOff), undefined, { signal });
    retries += busy.length;
    lines = busy;
  }
}
