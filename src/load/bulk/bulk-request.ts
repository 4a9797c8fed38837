import { type Client, errors } from '@elastic/elasticsearch';
import type { DocumentLine } from './read-lines.js';

/** A document that Elasticsearch will never take, and why. */
export type FailedDocument = { line: DocumentLine; status: number; error: unknown };

/** What became of the documents of one request; those in neither list are stored. */
export type BulkOutcome = {
  /** Worth another attempt, with the reason Elasticsearch gave for the first of them. */
  busy: DocumentLine[];
  reason: string;
  failed: FailedDocument[];
};

type Item = { status: number; error?: { type?: string; reason?: string } };

/**
 * Sends documents to one index under their ids, in one request.
 * @throws what the client throws when the request fails as a whole for a reason that another attempt would not change.
 */
export async function sendBulk(
  client: Client,
  index: string,
  lines: readonly DocumentLine[],
  signal: AbortSignal | undefined,
): Promise<BulkOutcome> {
  const all = (reason: string): BulkOutcome => ({ busy: [...lines], reason, failed: [] });
  let items: Item[];
  try {
    items = await request(client, index, lines, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof errors.ResponseError && error.statusCode === 413) {
      return await sendHalves(client, index, lines, signal);
    }
    if (isPassing(error)) return all((error as Error).message);
    throw error;
  }
  if (items.length !== lines.length) {
    return all(`${items.length} answers to ${lines.length} documents`);
  }
  const outcome: BulkOutcome = { busy: [], reason: '', failed: [] };
  items.forEach(({ status, error }, at) => {
    const line = lines[at] as DocumentLine;
    if (status === 429 || status >= 500) {
      outcome.busy.push(line);
      outcome.reason ||= `${status} ${error?.type}: ${error?.reason}`;
    } else if (status >= 300) outcome.failed.push({ line, status, error });
  });
  return outcome;
}

async function request(
  client: Client,
  index: string,
  lines: readonly DocumentLine[],
  signal: AbortSignal | undefined,
): Promise<Item[]> {
  const reply = (await client.transport.request(
    {
      method: 'POST',
      path: `/${index}/_bulk`,
      querystring: {
        filter_path: 'items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by',
      },
      bulkBody: toBody(lines),
    },
    signal ? { signal } : {},
  )) as { items?: { index: Item }[] };
  return (reply.items ?? []).map(({ index: item }) => item);
}

/** `{"index":{"_id":"862"}}` before each line. */
export function toBody(lines: readonly DocumentLine[]): Buffer {
  const parts: Buffer[] = [];
  for (const { id, bytes } of lines) parts.push(Buffer.from(`{"index":{"_id":"${id}"}}\n`), bytes);
  return Buffer.concat(parts);
}

/** The request is larger than Elasticsearch or a proxy before it takes. */
async function sendHalves(
  client: Client,
  index: string,
  lines: readonly DocumentLine[],
  signal: AbortSignal | undefined,
): Promise<BulkOutcome> {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) {
    const error = {
      type: 'content_too_long',
      reason: `${only.bytes.length} bytes are more than one request may have`,
    };
    return { busy: [], reason: '', failed: [{ line: only, status: 413, error }] };
  }
  const middle = Math.ceil(lines.length / 2);
  const first = await sendBulk(client, index, lines.slice(0, middle), signal);
  const second = await sendBulk(client, index, lines.slice(middle), signal);
  return {
    busy: [...first.busy, ...second.busy],
    reason: first.reason || second.reason,
    failed: [...first.failed, ...second.failed],
  };
}

const passingStatuses: readonly (number | undefined)[] = [408, 429, 500, 502, 503, 504];

/** Whether a failed request may succeed later: Elasticsearch is away, busy, or answered half. */
function isPassing(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return passingStatuses.includes(error.statusCode);
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof errors.DeserializationError
  );
}
