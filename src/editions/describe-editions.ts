import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { SourceFile } from '../model/source-file.js';
import { loadTimeOf } from './edition-id.js';
import { type EditionState, isSample, listStoredEditions } from './stored-editions.js';

/** An edition as `marquee editions` lists it. */
export type DescribedEdition = {
  edition: EditionId;
  state: EditionState;
  /** When its load began, when it passed all checks, when it first went live; ISO 8601. */
  loadedAt: string;
  verifiedAt: string | null;
  publishedAt: string | null;
  /** Size of all its indices with their replicas. */
  bytes: number;
  /** Documents per index; null where the index is missing. */
  documents: Record<DocumentType, number | null>;
  /** Whether its movies are invented. */
  sample: boolean;
  inputs: SourceFile[];
};

/** Returns all editions with their sizes, oldest first. */
export async function describeEditions(client: MarqueeClient): Promise<DescribedEdition[]> {
  const stored = await listStoredEditions(client);
  if (stored.length === 0) return [];
  const { indices: stats = {} } = await client.indices.stats({
    index: [...client.names.patterns],
    metric: ['docs', 'store'],
    level: 'indices',
  });
  return stored.map(({ edition, state, indices, meta }) => ({
    edition,
    state,
    loadedAt: loadTimeOf(edition).toISOString(),
    verifiedAt: meta?.verifiedAt ?? null,
    publishedAt: meta?.publishedAt ?? null,
    bytes: indices.reduce((sum, index) => sum + (stats[index]?.total?.store?.size_in_bytes ?? 0), 0),
    documents: Object.fromEntries(
      documentTypes.map((type) => [
        type,
        stats[client.names.index(type, edition)]?.primaries?.docs?.count ?? null,
      ]),
    ) as Record<DocumentType, number | null>,
    sample: isSample({ meta }),
    inputs: meta?.inputs ?? [],
  }));
}
