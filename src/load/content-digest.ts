import { createHash } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import { documentTypes } from '../model/document-type.js';
import { type Generation, generationOf } from '../model/generation.js';
import type { Manifest } from '../model/manifest.js';
import { readIndexDescription } from './create-indices.js';

/** One digest for what a load would put into Elasticsearch: the documents, byte by byte, and how they are indexed. */
export async function contentDigest(manifest: Manifest): Promise<string> {
  const hash = createHash('sha256');
  for (const type of documentTypes) {
    const file = manifest.files.find(({ name }) => name === `${type}.ndjson`);
    hash.update(JSON.stringify([type, file?.sha256, await readIndexDescription(type)]));
  }
  return hash.digest('hex');
}

/** The generation that every alias points to, if it holds just this content. */
export async function findLiveContent(client: Client, content: string): Promise<Generation | undefined> {
  const found = await client.indices.get(
    { index: documentTypes.join(','), features: ['aliases', 'mappings'] },
    { ignore: [404] },
  );
  const indices = Object.entries(found);
  const generations = new Set(indices.map(([index]) => generationOf(index)));
  const isWhole = indices.length === documentTypes.length && generations.size === 1;
  const isSame = indices.every(([, { mappings }]) => mappings?._meta?.content === content);
  return isWhole && isSame ? [...generations][0] : undefined;
}
