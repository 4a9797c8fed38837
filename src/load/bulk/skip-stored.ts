import type { Client } from '@elastic/elasticsearch';
import type { BulkDocument } from './read-batches.js';

/** Yields the documents of each batch that an index lacks; those it has may be stored without being searchable yet. */
export async function* skipStored(
  client: Client,
  index: string,
  batches: AsyncGenerator<BulkDocument[]>,
  onSkipped: (documents: number) => void,
): AsyncGenerator<BulkDocument[]> {
  for await (const batch of batches) {
    const ids = batch.map(({ document }) => String(document.id));
    const { docs } = await client.mget({ index, ids, _source: false });
    const missing = batch.filter((_, at) => !(docs[at] as { found?: boolean } | undefined)?.found);
    onSkipped(batch.length - missing.length);
    if (missing.length > 0) yield missing;
  }
}
