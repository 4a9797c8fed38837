import type { Client } from '@elastic/elasticsearch';
import type { DocumentLine } from './read-lines.js';

/** Of each batch, the documents that an index does not hold yet; what was sent but never refreshed counts as held. */
export async function* skipStored(
  client: Client,
  index: string,
  batches: AsyncGenerator<DocumentLine[]>,
  onSkipped: (documents: number) => void,
): AsyncGenerator<DocumentLine[]> {
  for await (const batch of batches) {
    const { docs } = await client.mget({ index, ids: batch.map(({ id }) => id), _source: false });
    const missing = batch.filter((_, at) => !(docs[at] as { found?: boolean } | undefined)?.found);
    onSkipped(batch.length - missing.length);
    if (missing.length > 0) yield missing;
  }
}
