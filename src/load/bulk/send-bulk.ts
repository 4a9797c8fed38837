import { type Client, errors } from '@elastic/elasticsearch';
import { isTransientStatus } from '../../http/retry.js';
import type { BulkDocument } from './read-batches.js';

/** A document that Elasticsearch will never accept, with its status and error. */
export type FailedDocument = BulkDocument & { status: number; error: unknown };

/** What became of the documents of one request; those in neither list are stored. */
export type BulkOutcome = {
  /** Documents worth a retry, and the reason Elasticsearch gave for the first of them. */
  busy: BulkDocument[];
  reason: string;
  failed: FailedDocument[];
};

type Item = { status: number; error?: { type?: string; reason?: string } };

/**
 * Sends documents to one index under their ids, in one request.
 * @throws what the client throws when the request fails as a whole and a retry would not help
 */
export async function sendBulk(
  client: Client,
  index: string,
  documents: readonly BulkDocument[],
  signal: AbortSignal | undefined,
): Promise<BulkOutcome> {
  const retryAll = (reason: string): BulkOutcome => ({ busy: [...documents], reason, failed: [] });
  let items: Item[];
  try {
    items = await request(client, index, documents, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof errors.ResponseError && error.statusCode === 413) {
      return await sendHalves(client, index, documents, signal);
    }
    if (isTransient(error)) return retryAll((error as Error).message);
    throw error;
  }
  if (items.length !== documents.length) {
    return retryAll(`${items.length} results for ${documents.length} documents`);
  }
  const outcome: BulkOutcome = { busy: [], reason: '', failed: [] };
  items.forEach(({ status, error }, at) => {
    const document = documents[at] as BulkDocument;
    if (isTransientStatus(status)) {
      outcome.busy.push(document);
      outcome.reason ||= `${status} ${error?.type}: ${error?.reason}`;
    } else if (status >= 300) outcome.failed.push({ ...document, status, error });
  });
  return outcome;
}

async function request(
  client: Client,
  index: string,
  documents: readonly BulkDocument[],
  signal: AbortSignal | undefined,
): Promise<Item[]> {
  const { items = [] } = await client.bulk(
    {
      index,
      operations: toOperations(documents),
      filter_path: [
        'items.*.status',
        'items.*.error.type',
        'items.*.error.reason',
        'items.*.error.caused_by',
      ],
    },
    signal ? { signal } : {},
  );
  return items.map(({ index: item }) => item as Item);
}

/** The lines of a bulk request: `{"index":{"_id":"862"}}` before each document. The client sends strings as they are. */
export const toOperations = (documents: readonly BulkDocument[]): string[] =>
  documents.flatMap(({ document, json }) => [`{"index":{"_id":"${document.id}"}}`, json]);

/** For a request that is larger than Elasticsearch, or a proxy before it, accepts. */
async function sendHalves(
  client: Client,
  index: string,
  documents: readonly BulkDocument[],
  signal: AbortSignal | undefined,
): Promise<BulkOutcome> {
  const [only] = documents;
  if (only !== undefined && documents.length === 1) {
    const error = {
      type: 'content_too_long',
      reason: `${Buffer.byteLength(only.json)} bytes are more than one request may have`,
    };
    return { busy: [], reason: '', failed: [{ ...only, status: 413, error }] };
  }
  const middle = Math.ceil(documents.length / 2);
  const first = await sendBulk(client, index, documents.slice(0, middle), signal);
  const second = await sendBulk(client, index, documents.slice(middle), signal);
  return {
    busy: [...first.busy, ...second.busy],
    reason: first.reason || second.reason,
    failed: [...first.failed, ...second.failed],
  };
}

/** Whether a failed request may succeed later: Elasticsearch is unavailable or busy, or its reply was cut short. */
const isTransient = (error: unknown): boolean =>
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError ||
  error instanceof errors.DeserializationError ||
  (error instanceof errors.ResponseError && isTransientStatus(error.statusCode));
