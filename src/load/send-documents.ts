import type { Client } from '@elastic/elasticsearch';
import type { HydrationDocument } from '../hydration/read-hydration.js';

/** A document that Elasticsearch would not take: a line of the dead-letter file `refused.ndjson`. */
export type RefusedDocument = {
  index: string;
  id: string;
  status: number;
  /** The type and reason Elasticsearch gave. */
  error: unknown;
  document: HydrationDocument;
};

/** Sends documents to one index under their ids, with retries that the ids make harmless; answers how many. */
export async function sendDocuments(options: {
  client: Client;
  index: string;
  documents: AsyncGenerator<HydrationDocument>;
  onRefused: (refused: RefusedDocument) => void;
  signal: AbortSignal | undefined;
}): Promise<number> {
  const { client, index, documents, onRefused, signal } = options;
  let sent = 0;
  const helper = client.helpers.bulk<HydrationDocument>(
    {
      datasource: documents,
      onDocument: ({ id }) => {
        sent++;
        return { index: { _index: index, _id: String(id) } };
      },
      onDrop: ({ status, error, document }) =>
        onRefused({ index, id: String(document.id), status, error, document }),
      flushBytes: 4 * 1024 * 1024,
      retries: 3,
      concurrency: 2,
      refreshOnCompletion: false,
    },
    { maxRetries: 3 },
  );
  const abort = () => helper.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await helper;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  signal?.throwIfAborted();
  return sent;
}
