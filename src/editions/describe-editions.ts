import type { Client } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { SourceFile } from '../model/source-file.js';
import { type Generation, indexName } from './index-names.js';
import { dateOf, type GenerationState, listGenerations } from './stored-editions.js';

/** A generation as `marquee generations` lists it. */
export type DescribedGeneration = {
  generation: Generation;
  state: GenerationState;
  /** When its load began, when it had passed all checks, when it first went live; ISO 8601. */
  loadedAt: string;
  verifiedAt: string | null;
  publishedAt: string | null;
  /** Of all its indices with their replicas. */
  bytes: number;
  /** Documents per index; null where it is gone. */
  documents: Record<DocumentType, number | null>;
  inputs: SourceFile[];
};

/** All generations, oldest first, with their sizes. */
export async function describeGenerations(client: Client): Promise<DescribedGeneration[]> {
  const stored = await listGenerations(client);
  if (stored.length === 0) return [];
  const { indices: stats = {} } = await client.indices.stats({
    index: documentTypes.map((type) => `${type}-*`),
    metric: ['docs', 'store'],
    level: 'indices',
  });
  return stored.map(({ generation, state, indices, meta }) => ({
    generation,
    state,
    loadedAt: dateOf(generation).toISOString(),
    verifiedAt: meta?.verifiedAt ?? null,
    publishedAt: meta?.publishedAt ?? null,
    bytes: indices.reduce((sum, index) => sum + (stats[index]?.total?.store?.size_in_bytes ?? 0), 0),
    documents: Object.fromEntries(
      documentTypes.map((type) => [type, stats[indexName(type, generation)]?.primaries?.docs?.count ?? null]),
    ) as Record<DocumentType, number | null>,
    inputs: meta?.inputs ?? [],
  }));
}
